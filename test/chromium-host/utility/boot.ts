import { enableCompileCache, registerHooks } from 'node:module';
import { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import { LocalPorts } from '../ports/local-ports.ts';
import { type DownFrame, FrameStream, type Start, type UpFrame } from './frames.ts';
import { HostParentPort } from './parent-port.ts';

/** The first module of a utility process: makes its Node one of Electron's, then runs the app's module. */
enableCompileCache();

const frames = new FrameStream<UpFrame, DownFrame>(new Socket({ fd: 3 }), (frame) => {
  if (frame.type === 'start') void run(frame.start);
  else if (frame.type === 'deliver') ports.deliver(frame.end, frame.message);
  else ports.closed(frame.end);
});
const ports = new LocalPorts({
  post: (end, message) => frames.send({ type: 'post', end, message }),
  start: (end) => frames.send({ type: 'start', end }),
  received: (end) => frames.send({ type: 'received', end }),
  close: (end) => frames.send({ type: 'close', end }),
});

// As in Electron the process ends at once when the main process has gone, whatever it is doing.
void frames.closed.then(() => process.kill(process.pid, 'SIGKILL'));

function mapElectron(): void {
  const url = new URL('./electron.ts', import.meta.url).href;
  const names = new Set(['electron', 'electron/utility', 'electron/common']);
  registerHooks({
    resolve: (specifier, context, next) =>
      names.has(specifier) ? { url, shortCircuit: true } : next(specifier, context),
  });
}

function poseAsElectron(start: Start): void {
  const define = (name: string, value: unknown, writable = true) =>
    Object.defineProperty(process, name, {
      value,
      writable,
      enumerable: true,
      configurable: true,
    });
  process.argv.splice(0, process.argv.length, start.execPath, start.modulePath, ...start.args);
  define('execPath', start.execPath);
  define('execArgv', [...start.execArgv]);
  define('versions', start.versions);
  define('type', 'utility');
  define('resourcesPath', start.resourcesPath);
  define('parentPort', new HostParentPort(start.parentEnd, ports), false);
}

async function run(start: Start): Promise<void> {
  mapElectron();
  poseAsElectron(start);
  try {
    await import(pathToFileURL(start.modulePath).href);
  } catch (error) {
    // An error while the module loads is an uncaught exception, not a rejection.
    setImmediate(() => {
      throw error;
    });
  }
}
