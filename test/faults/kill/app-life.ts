import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { type Command, eventSchema, type Origin, type Report } from './protocol.ts';

/** How a command ended: with a report, or with the process. */
export type Ending = { readonly report: Report } | { readonly diedAt: string };

/** One run of the app, from its start to its death. */
export interface AppLife {
  /** Resolves when the app has loaded and waits to be told something. */
  readonly ready: Promise<void>;
  /** The crash points since the last command, oldest first. */
  points(): readonly string[];
  /**
   * Tells the app to do something, and waits until it has been done or the process has died.
   * @throws Error when the app crashed, or has neither done it nor died after two minutes
   */
  tell(command: Command): Promise<Ending>;
  /** Resolves when this many crash points have been passed since the last command. */
  passed(count: number): Promise<void>;
  /** Kills the process from outside and waits until it is gone. */
  kill(): Promise<void>;
}

/** Far longer than anything takes that does not hang, in milliseconds. */
const longestWait = 120_000;

/** Starts an app process. @param program its bundle */
export function startApp(program: string, origin: Origin): AppLife {
  const child = spawn(process.execPath, [program, JSON.stringify(origin)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Compiled once, beside the program, for all starts.
    env: { ...process.env, NODE_COMPILE_CACHE: `${program}.cache` },
  });
  const ready = Promise.withResolvers<void>();
  let points: string[] = [];
  let awaited = { count: 0, resolve: (): void => undefined };
  let answer = Promise.withResolvers<Ending>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const event = eventSchema.parse(JSON.parse(line));
    if (event.event === 'ready') ready.resolve();
    else if (event.event === 'point') {
      points.push(event.name);
      if (points.length === awaited.count) awaited.resolve();
    } else answer.resolve({ report: event.report });
  });
  // The lines outlive the process for a moment.
  const gone = Promise.all([once(child, 'exit'), once(lines, 'close')]).then(([[code, signal]]) => {
    ready.reject(new Error('The app ended before it was ready'));
    if (signal === 'SIGKILL') answer.resolve({ diedAt: points.at(-1) ?? 'the start' });
    else answer.reject(new Error(`The app crashed (${code}) after ${points.at(-1)}`));
  });
  gone.catch(() => undefined);
  ready.promise.catch(() => undefined);
  answer.promise.catch(() => undefined);
  // What is told to a process that dies meanwhile is lost, which the death itself tells.
  child.stdin.on('error', () => undefined);

  return {
    ready: ready.promise,
    points: () => points,
    async tell(command) {
      await ready.promise;
      points = [];
      answer = Promise.withResolvers<Ending>();
      if (child.exitCode !== null || child.signalCode !== null) return { diedAt: 'the start' };
      child.stdin.write(`${JSON.stringify(command)}\n`);
      const patience = setTimeout(() => {
        answer.reject(
          new Error(`The app did not finish ${command.command} after ${points.at(-1)}`),
        );
      }, longestWait);
      return answer.promise.finally(() => clearTimeout(patience));
    },
    passed: (count) =>
      new Promise((resolve) => {
        if (points.length >= count) resolve();
        else awaited = { count, resolve };
      }),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
