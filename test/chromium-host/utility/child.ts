import { type ChildProcess, spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { switchboard } from '../ports/main-ports.ts';
import type { PortHolder } from '../ports/switchboard.ts';
import type { Ending } from './endings.ts';
import { reportArguments } from './fatal-report.ts';
import type { CheckedOptions } from './fork-options.ts';
import { type DownFrame, FrameStream, type Start, type UpFrame } from './frames.ts';

/** What a utility process is started with. */
export interface ChildWish extends CheckedOptions {
  readonly start: Start;
  /** The app's data folder, which Electron, too, names in the command lines of its processes. */
  readonly userData: string;
  /** Where a report of V8's last words goes, should there be any. */
  readonly reportFile: string;
}

const bootFile = fileURLToPath(new URL('./boot.ts', import.meta.url));

/** Electron takes V8's options in one of Chromium's. */
function nodeOptions(execArgv: readonly string[]): readonly string[] {
  const prefix = '--js-flags=';
  return execArgv.flatMap((option) =>
    option.startsWith(prefix) ? option.slice(prefix.length).split(' ') : [option],
  );
}

/** Starts the process and connects the ports it holds with the switchboard. */
export function startChild(wish: ChildWish): {
  readonly child: ChildProcess;
  /** Settles when the process has gone and everything it wrote was read. */
  readonly ended: Promise<Ending>;
} {
  const node = process.env.CHROMIUM_HOST_NODE ?? process.execPath;
  const rejections = '--unhandled-rejections=warn-with-error-code';
  const options = [rejections, ...reportArguments(wish.reportFile), ...nodeOptions(wish.execArgv)];
  const names = ['--type=utility', '--utility-sub-type=node.mojom.NodeService'];
  const child = spawn(node, [...options, bootFile, ...names, `--user-data-dir=${wish.userData}`], {
    cwd: wish.cwd,
    env: wish.env,
    stdio: ['ignore', wish.stdout, wish.stderr, 'pipe'],
  });
  // A process that could not be started ends with a negative code.
  child.on('error', () => undefined);
  connect(child, wish.start);
  const ended = new Promise<Ending>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  return { child, ended };
}

function connect({ stdio: [, , , pipe] }: ChildProcess, start: Start): void {
  if (!(pipe instanceof Duplex)) throw new Error('The utility process has no pipe.');
  const frames = new FrameStream<DownFrame, UpFrame>(pipe, (frame) => {
    if (frame.type === 'post') switchboard.post(frame.end, frame.message);
    else switchboard[frame.type](frame.end);
  });
  const holder: PortHolder = {
    deliver: (end, message) => frames.send({ type: 'deliver', end, message }),
    closed: (end) => frames.send({ type: 'closed', end }),
  };
  switchboard.give(start.parentEnd, holder);
  frames.send({ type: 'start', start });
  // Frames that came last are tasks already: this comes after them.
  void frames.closed.then(() => setImmediate(() => switchboard.drop(holder)));
}
