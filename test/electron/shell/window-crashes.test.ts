import { EventEmitter } from 'node:events';
import { describe, expect, test, vi } from 'vitest';
import { careForCrashes, crashSpan, mostCrashes } from '../../../electron/shell/window-crashes.ts';

function window() {
  const contents = new EventEmitter();
  let time = 0;
  let wantsToGoOn = true;
  const care = {
    now: () => time,
    reload: vi.fn(),
    askToGoOn: vi.fn(() => Promise.resolve(wantsToGoOn)),
    quit: vi.fn(),
    report: vi.fn(),
  };
  const crashes = careForCrashes(contents, care);
  return {
    ...care,
    crashes,
    crash: (reason = 'crashed'): void => {
      contents.emit('render-process-gone', {}, { reason, exitCode: 5 });
    },
    pass: (ms: number): void => {
      time += ms;
    },
    giveUp: (): void => {
      wantsToGoOn = false;
    },
  };
}

test('a window that fails is loaded again, and the next page can tell so', () => {
  const { crashes, crash, reload, report, askToGoOn } = window();
  expect(crashes.wasRestarted()).toBe(false);
  crash('oom');
  expect(reload).toHaveBeenCalledOnce();
  expect(report).toHaveBeenCalledWith('oom');
  expect(crashes.wasRestarted()).toBe(true);
  expect(askToGoOn).not.toHaveBeenCalled();
});

test('a window that ends by itself is left alone', () => {
  const { crash, reload, report } = window();
  crash('clean-exit');
  expect(reload).not.toHaveBeenCalled();
  expect(report).not.toHaveBeenCalled();
});

test('a window that fails over and over is not loaded again until somebody wants it', async () => {
  const { crash, reload, askToGoOn, quit } = window();
  for (let time = 0; time <= mostCrashes; time += 1) crash();
  expect(reload).toHaveBeenCalledTimes(mostCrashes);
  await vi.waitFor(() => expect(reload).toHaveBeenCalledTimes(mostCrashes + 1));
  expect(askToGoOn).toHaveBeenCalledOnce();
  expect(quit).not.toHaveBeenCalled();
  // It counts anew from there.
  crash();
  expect(reload).toHaveBeenCalledTimes(mostCrashes + 2);
});

test('the app quits when somebody has had enough of a failing window', async () => {
  const { crash, reload, giveUp, quit } = window();
  giveUp();
  for (let time = 0; time <= mostCrashes; time += 1) crash();
  await vi.waitFor(() => expect(quit).toHaveBeenCalledOnce());
  expect(reload).toHaveBeenCalledTimes(mostCrashes);
});

test('crashes that are far from each other are no loop', () => {
  const { crash, reload, pass, askToGoOn } = window();
  for (let time = 0; time < 20; time += 1) {
    crash();
    pass(crashSpan / mostCrashes);
  }
  expect(reload).toHaveBeenCalledTimes(20);
  expect(askToGoOn).not.toHaveBeenCalled();
});

describe('a load that fails', () => {
  const failed = new Error('ERR_FAILED (-2)');

  test('because the page crashed is no failure, whichever is told first', async () => {
    const { crashes, crash } = window();
    const { promise: loading, reject } = Promise.withResolvers<void>();
    const outlived = crashes.outlive(loading);
    crash();
    reject(failed);
    await expect(outlived).resolves.toBeUndefined();
    const again = crashes.outlive(Promise.reject(failed));
    setImmediate(crash);
    await expect(again).resolves.toBeUndefined();
  });

  test('by itself is one, also after a crash long before', async () => {
    const { crashes, crash } = window();
    await expect(crashes.outlive(Promise.reject(failed))).rejects.toBe(failed);
    crash();
    await expect(crashes.outlive(Promise.reject(failed))).rejects.toBe(failed);
    await expect(crashes.outlive(Promise.resolve())).resolves.toBeUndefined();
  });
});
