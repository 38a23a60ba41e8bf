/**
 * `library-process` under Node's own `child_process.fork`: plays the port that Electron gives a utility process, and ends with
 * its parent as Electron's does.
 */
const port = {
  on(_event: 'message', listener: (event: { data: unknown }) => void): void {
    process.on('message', (data) => listener({ data }));
  },
  postMessage(message: unknown): void {
    process.send?.(message);
  },
};

Object.defineProperty(process, 'parentPort', { value: port });
process.on('disconnect', () => process.exit());

await import('../../../electron/library/library-process.ts');

export {};
