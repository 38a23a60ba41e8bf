import type { ForkOptions } from 'electron';

export type Stdio = 'pipe' | 'ignore' | 'inherit';

/** What the host does with the options of `utilityProcess.fork`, checked. */
export interface CheckedOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly execArgv: readonly string[];
  readonly cwd: string | undefined;
  readonly stdout: Stdio;
  readonly stderr: Stdio;
  readonly serviceName: string;
}

const implemented = ['env', 'execArgv', 'cwd', 'stdio', 'serviceName'];

function isStdio(value: unknown): value is Stdio {
  return value === 'pipe' || value === 'ignore' || value === 'inherit';
}

function checkStdio(stdio: ForkOptions['stdio'] = 'inherit'): { stdout: Stdio; stderr: Stdio } {
  const values = 'inherit, pipe, ignore';
  if (!Array.isArray(stdio)) {
    if (isStdio(stdio)) return { stdout: stdio, stderr: stdio };
    throw new Error(`stdio must be of the following values: ${values}`);
  }
  const [stdin, stdout, stderr] = stdio;
  if (stdio.length < 3) throw new Error('configuration missing for stdin, stdout or stderr.');
  if (stdin !== 'ignore') throw new Error('stdin value other than ignore is not supported.');
  if (!isStdio(stdout)) {
    throw new Error(`stdout configuration must be of the following values: ${values}`);
  }
  if (!isStdio(stderr)) {
    throw new Error(`stderr configuration must be of the following values: ${values}`);
  }
  return { stdout, stderr };
}

/** Checks the options of a fork; throws Electron's errors, and names options that the host lacks. */
export function checkForkOptions(options: ForkOptions): CheckedOptions {
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined && !implemented.includes(name)) {
      throw new Error(`not implemented in the Chromium host: utilityProcess.fork option ${name}`);
    }
  }
  const { env, execArgv = [], cwd, stdio, serviceName = 'Node Utility Process' } = options;
  if (!Array.isArray(execArgv)) throw new Error('execArgv must be an array of strings.');
  if (typeof serviceName !== 'string') throw new Error('serviceName must be a string.');
  if (cwd !== undefined && typeof cwd !== 'string') throw new Error('cwd path must be a string.');
  // As in Electron, no variables at all means those of the main process.
  const given = env !== undefined && Object.keys(env).length > 0;
  const checked: NodeJS.ProcessEnv = given ? { ...env } : process.env;
  return { env: checked, execArgv, cwd, ...checkStdio(stdio), serviceName };
}
