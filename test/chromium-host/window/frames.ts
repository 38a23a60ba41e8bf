import type { WebFrameMain } from 'electron';
import type { Protocol } from '../chromium/pipe.ts';
import { host } from '../host.ts';
import { strictInstances } from '../not-implemented.ts';

type Implemented = Pick<
  WebFrameMain,
  | 'detached'
  | 'frameTreeNodeId'
  | 'isDestroyed'
  | 'name'
  | 'origin'
  | 'processId'
  | 'routingId'
  | 'url'
>;

/** One document in a frame, as `WebFrameMain`: it ends with the document, not with the frame. */
export class HostWebFrame implements Implemented {
  readonly routingId: number;
  readonly frameTreeNodeId: number;
  readonly name: string;
  readonly #tree: FrameTree;
  readonly #frameId: string;
  readonly #parentId: string | undefined;
  #url: string;
  #gone = false;

  constructor(tree: FrameTree, frame: Protocol.Page.Frame, routingId: number, nodeId: number) {
    this.#tree = tree;
    this.#frameId = frame.id;
    this.#parentId = frame.parentId;
    this.#url = host.origins.toApp(
      frame.unreachableUrl ?? `${frame.url}${frame.urlFragment ?? ''}`,
    );
    this.name = frame.name ?? '';
    this.routingId = routingId;
    this.frameTreeNodeId = nodeId;
  }

  #check(): void {
    if (this.#gone) {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    }
  }

  get url(): string {
    this.#check();
    return this.#url;
  }

  /** The origin as the app's own scheme has it; "null" for an opaque one. */
  get origin(): string {
    this.#check();
    const { origin, protocol, host: name } = new URL(this.#url || 'about:blank');
    return host.origins.has(protocol.slice(0, -1)) ? `${protocol}//${name}` : origin;
  }

  get processId(): number {
    return this.#tree.processId;
  }

  get detached(): boolean {
    return this.#gone;
  }

  get parent(): HostWebFrame | null {
    this.#check();
    return this.#parentId === undefined ? null : (this.#tree.get(this.#parentId) ?? null);
  }

  get top(): HostWebFrame | null {
    return this.#tree.main ?? null;
  }

  get frames(): HostWebFrame[] {
    this.#check();
    return this.#tree.children(this.#frameId);
  }

  isDestroyed(): boolean {
    return this.#gone;
  }

  /** Told by the tree: the same document has another fragment or state now. */
  moved(url: string): void {
    this.#url = url;
  }

  /** Told by the tree: another document took the frame, or the frame has gone. */
  end(): void {
    this.#gone = true;
  }
}

strictInstances('WebFrameMain', HostWebFrame);

interface Node {
  readonly parentId: string | undefined;
  readonly nodeId: number;
  document: HostWebFrame;
}

/** What a frame holds before anything was loaded into it. */
const blank = {
  loaderId: '',
  url: 'about:blank',
  domainAndRegistry: '',
  securityOrigin: '',
  mimeType: '',
  secureContextType: 'InsecureScheme',
  crossOriginIsolatedContextType: 'NotIsolated',
  gatedAPIFeatures: [],
} satisfies Partial<Protocol.Page.Frame>;

/** The frames of one page, followed by the protocol's events. */
export class FrameTree {
  /** Not the system's number: another one after each crash of the page. */
  processId = 1;
  readonly #nodes = new Map<string, Node>();
  readonly #mainId: string;
  #documents = 0;

  constructor(mainId: string) {
    this.#mainId = mainId;
    this.committed({ ...blank, id: mainId });
  }

  get main(): HostWebFrame | undefined {
    return this.get(this.#mainId);
  }

  get(frameId: string): HostWebFrame | undefined {
    return this.#nodes.get(frameId)?.document;
  }

  has(frameId: string): boolean {
    return this.#nodes.has(frameId);
  }

  children(frameId: string): HostWebFrame[] {
    return [...this.#nodes.values()]
      .filter((node) => node.parentId === frameId)
      .map((node) => node.document);
  }

  /** A frame is there, with no document of its own yet. */
  attached(id: string, parentId: string): void {
    this.committed({ ...blank, id, parentId });
  }

  /** A new document is in its frame. */
  committed(frame: Protocol.Page.Frame): HostWebFrame {
    const before = this.#nodes.get(frame.id);
    before?.document.end();
    this.#documents += 1;
    const nodeId = before?.nodeId ?? this.#documents;
    const document = new HostWebFrame(this, frame, this.#documents, nodeId);
    this.#nodes.set(frame.id, { parentId: frame.parentId, nodeId, document });
    for (const [id, node] of this.#nodes) if (node.parentId === frame.id) this.removed(id);
    return document;
  }

  removed(frameId: string): void {
    for (const [id, node] of this.#nodes) if (node.parentId === frameId) this.removed(id);
    this.#nodes.get(frameId)?.document.end();
    this.#nodes.delete(frameId);
  }
}
