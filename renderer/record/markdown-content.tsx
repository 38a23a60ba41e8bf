import { Fragment, type ReactNode } from 'react';
import type { Block } from '../values/markdown-blocks.ts';
import type { Span } from '../values/markdown-spans.ts';
import { RichAddress } from './rich-address.tsx';

/** What was read out of a Markdown text. */
export function MarkdownBlocks({ blocks }: { readonly blocks: readonly Block[] }) {
  return <Each of={blocks}>{shownBlock}</Each>;
}

interface EachProps<Item> {
  readonly of: readonly Item[];
  readonly children: (item: Item, place: number) => ReactNode;
}

/** Parts of a text, which have no name but their place. */
function Each<Item>({ of: items, children }: EachProps<Item>) {
  return items.map((item, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: another text is shown anew as a whole
    <Fragment key={place}>{children(item, place)}</Fragment>
  ));
}

function shownBlock(block: Block): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
    case 'heading':
      return (
        <strong className="rich-heading">
          <Spans spans={block.spans} />
        </strong>
      );
    case 'rule':
      return <hr />;
    case 'code':
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case 'quote':
      return (
        <blockquote>
          <MarkdownBlocks blocks={block.blocks} />
        </blockquote>
      );
    case 'list': {
      const items = <Each of={block.items}>{(blocks) => <li>{shownItem(blocks)}</li>}</Each>;
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'table':
      return <Table {...block} />;
  }
}

/** The first paragraph of an item stands beside its bullet. */
function shownItem(blocks: readonly Block[]): ReactNode {
  const [first, ...others] = blocks;
  if (first?.kind !== 'paragraph') return <MarkdownBlocks blocks={blocks} />;
  return (
    <>
      <Spans spans={first.spans} />
      <MarkdownBlocks blocks={others} />
    </>
  );
}

function Table({ head, rows }: Extract<Block, { kind: 'table' }>) {
  return (
    <table>
      <thead>
        <tr>
          <Each of={head}>{cellOf('th')}</Each>
        </tr>
      </thead>
      <tbody>
        <Each of={rows}>
          {(row) => (
            <tr>
              <Each of={row}>{cellOf('td')}</Each>
            </tr>
          )}
        </Each>
      </tbody>
    </table>
  );
}

const cellOf = (Cell: 'th' | 'td') => (spans: readonly Span[]) => (
  <Cell>
    <Spans spans={spans} />
  </Cell>
);

const elements = { emphasis: 'em', strong: 'strong', strike: 's' } as const;

function Spans({ spans }: { readonly spans: readonly Span[] }) {
  return <Each of={spans}>{shownSpan}</Each>;
}

function shownSpan(span: Span): ReactNode {
  if (typeof span === 'string') return span;
  if (span.kind === 'break') return <br />;
  if (span.kind === 'code') return <code>{span.text}</code>;
  const words = <Spans spans={span.spans} />;
  if (span.kind === 'link') return <RichAddress href={span.href}>{words}</RichAddress>;
  const Tag = elements[span.kind];
  return <Tag>{words}</Tag>;
}
