import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { electronPackage, hasDisplay, hostExecutable, installedRuntime } from './runtime.ts';

/** How long fetching Electron's runtime may take before the app starts without it. */
const fetchLimit = 90_000;
const repository = fileURLToPath(new URL('../../', import.meta.url));

/** Electron's own runtime, fetched by its package when it is not there yet. */
function findRuntime(): string | undefined {
  const installed = installedRuntime();
  if (installed !== undefined) return installed;
  spawnSync(process.execPath, [join(electronPackage(), 'install.js')], {
    stdio: 'ignore',
    timeout: fetchLimit,
  });
  return installedRuntime();
}

function run(executable: string, args: readonly string[], env: NodeJS.ProcessEnv): void {
  const child = spawn(executable, args, { cwd: repository, env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    console.error(`${executable} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

function start(args: readonly string[]): void {
  const headless = args.includes('--headless');
  const appArgs = args.filter((argument) => argument !== '--headless');
  const isRoot = process.platform === 'linux' && process.getuid?.() === 0;
  // Electron's own runtime has no way to go without a display.
  const runtime = headless ? undefined : findRuntime();
  if (runtime !== undefined) {
    run(runtime, [...(isRoot ? ['--no-sandbox'] : []), repository, ...appArgs], process.env);
    return;
  }
  if (!headless && !hasDisplay()) {
    console.error(
      "Electron's runtime is not here, and its stand-in needs a display or --headless.",
    );
    process.exitCode = 1;
    return;
  }
  console.log("Electron's runtime is not here: starting in test/chromium-host, its stand-in.");
  const env = { ...process.env, CHROMIUM_HOST_HEADED: headless ? '0' : '1' };
  run(hostExecutable, [repository, ...appArgs], env);
}

start(process.argv.slice(2));
