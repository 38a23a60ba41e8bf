import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import type {
  utilityProcess as ElectronUtilityModule,
  UtilityProcess as ElectronUtilityProcess,
  ForkOptions,
} from 'electron';
import { HostEmitter } from '../emitter.ts';
import { strict } from '../not-implemented.ts';
import { mainHolder, mainPorts, switchboard } from '../ports/main-ports.ts';
import { startChild } from '../utility/child.ts';
import { type Ending, exitCode, goneDetails } from '../utility/endings.ts';
import { newReportFile, takeReport } from '../utility/fatal-report.ts';
import { type CheckedOptions, checkForkOptions } from '../utility/fork-options.ts';
import { type RunningProcess, utilityProcesses } from '../utility/running.ts';
import { app } from './app.ts';

type Implemented = Pick<
  ElectronUtilityProcess,
  'kill' | 'pid' | 'postMessage' | 'stderr' | 'stdout'
>;
type Fork = (...args: Parameters<typeof ElectronUtilityModule.fork>) => HostUtilityProcess;

/** A process of its own that runs a module of the app's in Node, as `UtilityProcess`. */
class HostUtilityProcess extends HostEmitter implements Implemented {
  readonly #child: ChildProcess;
  readonly #ended: Promise<Ending>;
  readonly #running: RunningProcess;
  readonly #end: number;
  readonly #reportFile = newReportFile();
  #pid: number | undefined;
  #stdout: Readable | null;
  #stderr: Readable | null;
  #killed = false;
  #exited = false;

  constructor(modulePath: string, args: readonly string[], options: CheckedOptions) {
    super('UtilityProcess', ['error', 'exit', 'message', 'spawn']);
    this.#running = {
      name: options.serviceName,
      creationTime: Date.now(),
      pid: () => this.#pid,
      shutDown: () => this.#shutDown(),
    };
    const [end, parentEnd] = switchboard.pair();
    this.#end = end;
    const { execArgv } = options;
    const { execPath, resourcesPath, versions } = process;
    const start = { modulePath, args, execArgv, execPath, resourcesPath, versions, parentEnd };
    const userData = app.getPath('userData');
    const wish = { ...options, start, userData, reportFile: this.#reportFile };
    const { child, ended } = startChild(wish);
    this.#child = child;
    this.#ended = ended;
    this.#stdout = child.stdout;
    this.#stderr = child.stderr;
    child.once('spawn', () => {
      this.#pid = child.pid;
      this.emit('spawn');
    });
    const disconnected = this.#listen();
    // A listener that throws is an uncaught exception, not a rejection.
    void Promise.all([ended, disconnected]).then(([ending]) =>
      setImmediate(() => this.#onEnded(ending)),
    );
    utilityProcesses.add(this.#running);
  }

  /** Settles when the last message was received. */
  #listen(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    switchboard.give(this.#end, mainHolder);
    mainPorts.hold(this.#end, {
      receive: (data) => void this.emit('message', data),
      disconnected: resolve,
    });
    switchboard.start(this.#end);
    return promise;
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  get stdout(): Readable | null {
    return this.#stdout;
  }

  get stderr(): Readable | null {
    return this.#stderr;
  }

  postMessage(message: unknown, transfer?: readonly unknown[]): void {
    if (this.#exited) return;
    mainPorts.post(this.#end, message, Array.isArray(transfer) ? transfer : []);
  }

  kill(): boolean {
    if (this.#pid === undefined) return false;
    this.#killed = this.#child.kill('SIGTERM');
    return this.#killed;
  }

  /** As Electron does when it ends: tells a clean exit, and gives the process no time. */
  async #shutDown(): Promise<void> {
    this.#child.kill('SIGKILL');
    this.#exit(0);
    await this.#ended;
  }

  #onEnded(ending: Ending): void {
    if (this.#exited) return;
    const fatal = takeReport(this.#reportFile);
    if (fatal !== undefined && this.listenerCount('error') > 0) {
      this.emit('error', 'FatalError', fatal.location, fatal.report);
    }
    const details = goneDetails(ending, this.#running.name);
    if (details !== undefined) app.announce('child-process-gone', details);
    this.#exit(exitCode(ending, this.#killed));
  }

  #exit(code: number): void {
    if (this.#exited) return;
    this.#exited = true;
    this.#pid = undefined;
    utilityProcesses.delete(this.#running);
    mainPorts.close(this.#end);
    try {
      this.emit('exit', code);
    } finally {
      this.#stdout = null;
      this.#stderr = null;
    }
  }
}

/** `utilityProcess`: Node processes of the app's own. */
export const utilityProcess = strict('utilityProcess', {
  fork(modulePath: string, args?: string[] | ForkOptions, options?: ForkOptions) {
    if (!modulePath) throw new Error('Missing UtilityProcess entry script.');
    const [given, rest] = Array.isArray(args) ? [args, options] : [[], args ?? options];
    const checked = checkForkOptions(rest ?? {});
    if (!app.isReadyForHost) {
      throw new TypeError('utilityProcess cannot be created before app is ready.');
    }
    return new HostUtilityProcess(modulePath, given, checked);
  },
} satisfies { fork: Fork });
