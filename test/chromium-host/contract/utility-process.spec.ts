import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Details } from 'electron';
import { hostOnly } from '../launch.ts';
import { contractAppFolder, startContractApp, temporaryUserData } from './contract-app.ts';
import { sharedUtilityApp } from './utility-app.ts';

/** Written from Electron's documentation of utilityProcess and parentPort. */
const running = sharedUtilityApp();

/** What `app/utility.cjs` says about itself. */
interface About {
  readonly argv: readonly string[];
  readonly execArgv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly pid: number;
  readonly type: string;
  readonly electron: string;
  readonly node: string;
  readonly send: string;
  readonly browserModules: readonly string[];
  readonly loads: readonly string[];
}

test('a process of its own runs the module, with no API of the main process', async () => {
  const { electron } = running();
  const { about, ...seen } = await electron.evaluate(async () => {
    const { child, ask, exit } = startUtility({ args: ['--one', 'two'] });
    const before = child.pid;
    const spawned = await new Promise<number | undefined>((resolve) =>
      child.once('spawn', () => resolve(child.pid)),
    );
    const about = (await ask('about')) as About;
    const streams = [child.stdout, child.stderr];
    const killed = child.kill();
    const code = await exit;
    const main = { pid: process.pid, version: process.versions.electron, cwd: process.cwd() };
    const after = [child.pid, child.kill()];
    return { before, spawned, about, streams, killed, code, main, after };
  });
  expect(seen.before).toBeUndefined();
  expect(about.pid).toBe(seen.spawned);
  expect(about.pid).not.toBe(seen.main.pid);
  expect(about.argv).toEqual([join(contractAppFolder, 'utility.cjs'), '--one', 'two']);
  expect(about.type).toBe('utility');
  expect(about.electron).toBe(seen.main.version);
  expect(about.node).toMatch(/^24\./);
  expect(about.cwd).toBe(seen.main.cwd);
  expect(about.send).toBe('undefined');
  expect(about.browserModules).toEqual([]);
  expect(about.loads.slice(0, 3)).toEqual(['found', 'found', 'found']);
  expect(about.loads[3]).toMatch(/^Cannot find module 'electron\/lol'/);
  expect(seen.streams).toEqual([null, null]);
  expect([seen.killed, seen.code]).toEqual([true, 0]);
  expect(seen.after).toEqual([undefined, false]);
});

test('variables, Node options and folder are those that fork was given', async () => {
  const { electron } = running();
  const [given, inherited, empty] = await electron.evaluate(async (_modules, cwd) => {
    process.env.CONTRACT_MAIN = 'of the main process';
    const ask = async (options: Parameters<typeof startUtility>[0]) => {
      const utility = startUtility(options);
      const about = (await utility.ask('about')) as About;
      await utility.end();
      return about;
    };
    const execArgv = ['--no-deprecation'];
    return [
      await ask({ env: { CONTRACT_CHILD: 'mine' }, execArgv, cwd }),
      await ask({}),
      await ask({ env: {} }),
    ] as const;
  }, contractAppFolder);
  expect(given.env.CONTRACT_CHILD).toBe('mine');
  expect(given.env).not.toHaveProperty('CONTRACT_MAIN');
  expect(given.execArgv).toEqual(['--no-deprecation']);
  expect(given.cwd).toBe(contractAppFolder);
  expect(inherited.env.CONTRACT_MAIN).toBe('of the main process');
  expect(inherited.execArgv).toEqual([]);
  // Electron takes a list without any variable for no list.
  expect(empty.env.CONTRACT_MAIN).toBe('of the main process');
});

test('a relative module is found in the folder of the process', async () => {
  const { electron } = running();
  const output = await electron.evaluate(async ({ utilityProcess }, cwd) => {
    const child = utilityProcess.fork('./says.cjs', [], {
      cwd,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const read: string[] = [];
    child.stdout?.on('data', (chunk: Buffer) => read.push(chunk.toString()));
    await new Promise((resolve) => child.once('exit', resolve));
    return read.join('');
  }, contractAppFolder);
  expect(output).toBe('hello\n');
});

test('piped output is read from streams, which are null once the process has gone', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const { child, ask, tell, exit } = startUtility({ stdio: 'pipe' });
    const read = { out: '', err: '' };
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      read.out += text;
    });
    child.stderr?.on('data', (chunk: Buffer) => {
      read.err += chunk.toString();
    });
    await ask('say', { out: 'изход\n'.repeat(100_000), err: 'error\n' });
    tell('exit', 0);
    const code = await exit;
    await Promise.resolve();
    const whole = read.out === 'изход\n'.repeat(100_000);
    return { whole, err: read.err, code, after: [child.stdout, child.stderr] };
  });
  expect(seen).toEqual({ whole: true, err: 'error\n', code: 0, after: [null, null] });
});

test('each output is piped or not as the list says', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const has = async (stdio: ('pipe' | 'ignore' | 'inherit')[] | string) => {
      const { child, exit } = startUtility({ file: 'says.cjs', stdio });
      const streams = [child.stdout !== null, child.stderr !== null];
      await exit;
      return streams;
    };
    return [await has('ignore'), await has(['ignore', 'ignore', 'pipe'])];
  });
  expect(seen).toEqual([
    [false, false],
    [false, true],
  ]);
});

test('inherited output is the output of the app', async () => {
  const folder = await temporaryUserData();
  const { electron } = await startContractApp(folder.path);
  const output: string[] = [];
  electron.process().stdout?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  await electron.evaluate(
    ({ utilityProcess }, file) => void utilityProcess.fork(file),
    join(contractAppFolder, 'says.cjs'),
  );
  await expect.poll(() => output.join('')).toContain('hello\n');
  await electron.close();
  await folder.remove();
});

test('what fork can not do is refused', async () => {
  const { electron } = running();
  const messages = await electron.evaluate(
    ({ utilityProcess }, file) => {
      const attempts: [string, object][] = [
        ['', {}],
        [file, { stdio: 'ipc' }],
        [file, { stdio: ['ignore', 'ignore'] }],
        [file, { stdio: ['pipe', 'inherit', 'inherit'] }],
        [file, { stdio: ['ignore', 'overlapped', 'pipe'] }],
        [file, { execArgv: '--no-deprecation' }],
        [file, { cwd: 1 }],
        [file, { serviceName: 1 }],
      ];
      return attempts.map(([path, options]) => {
        try {
          utilityProcess.fork(path, [], options);
          return 'forked';
        } catch (error) {
          return error instanceof Error ? error.message : 'no error';
        }
      });
    },
    join(contractAppFolder, 'says.cjs'),
  );
  expect(messages).toEqual([
    'Missing UtilityProcess entry script.',
    'stdio must be of the following values: inherit, pipe, ignore',
    'configuration missing for stdin, stdout or stderr.',
    'stdin value other than ignore is not supported.',
    'stdout configuration must be of the following values: inherit, pipe, ignore',
    'execArgv must be an array of strings.',
    'cwd path must be a string.',
    'serviceName must be a string.',
  ]);
});

test('messages are structured clones both ways', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const { child, ask, next, end } = startUtility();
    const buffer = new ArrayBuffer(8);
    const cycle: { self?: unknown } = {};
    cycle.self = cycle;
    const there = await ask('kinds', {
      undefined,
      nan: Number.NaN,
      negativeZero: -0,
      big: 2n ** 70n,
      date: new Date(86_400_000),
      pattern: /a.b/gi,
      map: new Map([['име', 1]]),
      set: new Set([2]),
      bytes: new Uint8Array([0, 255]),
      buffer: Buffer.from('abc'),
      floats: new Float64Array([0.5]),
      views: [new Uint8Array(buffer), new Uint16Array(buffer, 2)],
      error: new RangeError('too far'),
      sparse: Object.assign([], { 0: 1, 2: 3 }),
      cycle,
    });
    const sent = { rows: [1n, new Date(5)], map: new Map([[1, new Set(['x'])]]) };
    child.postMessage({ task: 'echo', value: sent });
    // What is sent is what it was at that moment.
    sent.rows.length = 0;
    const back = (await next()) as typeof sent;
    const refused = await ask('refuse');
    let refusal = 'posted';
    try {
      child.postMessage({ method: () => 1 });
    } catch (error) {
      refusal = error instanceof Error ? error.message : 'no error';
    }
    await end();
    const received = [
      back.rows[0] === 1n,
      back.rows[1] instanceof Date,
      back.map instanceof Map && back.map.get(1)?.has('x'),
    ];
    return { there, received, refused, refusal };
  });
  expect(seen.there).toEqual({
    hasUndefined: true,
    isNaN: true,
    isNegativeZero: true,
    big: true,
    date: 86_400_000,
    pattern: '/a.b/gi',
    map: [['име', 1]],
    set: [2],
    bytes: [0, 255],
    buffer: [97, 98, 99],
    floats: [0.5],
    shared: true,
    error: 'too far',
    hole: [3, false],
    cycle: true,
  });
  expect(seen.received).toEqual([true, true, true]);
  expect(seen.refused).toContain('could not be cloned');
  expect(seen.refusal).toContain('could not be cloned');
});

test('messages keep their order, however large, and wait until somebody listens', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { child, ask, next, end } = startUtility();
    const text = 'данни'.repeat(400_000);
    for (let number = 0; number < 50; number += 1) {
      const value = number % 10 === 0 ? { number, text } : { number };
      child.postMessage({ task: 'echo', value });
    }
    const numbers: unknown[] = [];
    let whole = 0;
    while (numbers.length < 50) {
      const answer = (await next()) as { number: number; text?: string };
      numbers.push(answer.number);
      if (answer.text === text) whole += 1;
    }
    const { port1, port2 } = new MessageChannelMain();
    const stopped = await ask('stop', undefined, [port2]);
    child.postMessage({ task: 'echo', value: 'waited' });
    port1.postMessage('go on');
    const afterwards = [await next(), await next()];
    await end();
    return { numbers, whole, stopped, afterwards };
  });
  expect(seen.numbers).toEqual(Array.from({ length: 50 }, (_, number) => number));
  expect(seen.whole).toBe(5);
  expect(seen.stopped).toBe('stopped');
  expect(seen.afterwards).toEqual(['listening again', 'waited']);
});

test('an ES module runs, and hears what was sent before it listened', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const { child, next, end } = startUtility({ file: 'late-listener.mjs' });
    for (const word of ['first', 'second', 'last']) child.postMessage(word);
    const answer = await next();
    await end();
    return answer;
  });
  expect(seen).toEqual({
    heard: ['first', 'second', 'last'],
    url: pathToFileURL(join(contractAppFolder, 'late-listener.mjs')).href,
  });
});

test('every ending is told with its code', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const quiet = { stdio: 'ignore' };
    const exitCode = async (task: string, value?: unknown) => {
      const { tell, exit } = startUtility(quiet);
      tell(task, value);
      return await exit;
    };
    return {
      own: await exitCode('exit', 3),
      thrown: await exitCode('throw'),
      aborted: await exitCode('abort'),
      unloadable: await startUtility({ ...quiet, file: 'fails.mjs' }).exit,
      missing: await startUtility({ ...quiet, file: 'is-not-there.cjs' }).exit,
    };
  });
  expect(seen).toEqual({
    own: 3,
    thrown: 1,
    aborted: expect.any(Number),
    unloadable: 1,
    missing: 1,
  });
  expect(seen.aborted).not.toBe(0);
});

test('what a process sent arrives before its end is told', async () => {
  // Electron does not promise it: there messages and endings come on different ways.
  hostOnly();
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const { child, tell, exit } = startUtility({ stdio: 'ignore' });
    const steps: unknown[] = [];
    child.on('message', (message: unknown) => steps.push(message));
    for (let number = 0; number < 20; number += 1) tell('echo', number);
    tell('exit', 0);
    await exit;
    return steps;
  });
  expect(seen).toEqual(Array.from({ length: 20 }, (_, number) => number));
});

test('a rejection that nobody handles does not end the process', async () => {
  const { electron } = running();
  const answer = await electron.evaluate(async () => {
    const { tell, ask, end } = startUtility({ stdio: 'ignore' });
    tell('reject');
    const answer = await ask('echo', 'still here');
    await end();
    return answer;
  });
  expect(answer).toBe('still here');
});

test('a utility process has threads', async () => {
  const { electron } = running();
  const doubled = await electron.evaluate(async () => {
    const { ask, end } = startUtility();
    const answer = await ask('thread', 21);
    await end();
    return answer === 42n;
  });
  expect(doubled).toBe(true);
});

test('kill asks the process to end, and one that listens takes its time', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const { child, ask, next, exit } = startUtility();
    const ready = await ask('handleTermination');
    const killed = child.kill();
    return [ready, killed, await next(), await exit];
  });
  expect(seen).toEqual(['ready', true, 'terminated', 42]);
});

test('a process that is killed from outside is told, and another takes its place', async () => {
  test.skip(process.platform === 'win32', 'Needs signals.');
  const { electron } = running();
  const seen = await electron.evaluate(async ({ app }) => {
    const gone = new Promise<Details>((resolve) =>
      app.once('child-process-gone', (_event, details) => resolve(details)),
    );
    const first = startUtility({ serviceName: 'Library' });
    const { pid } = (await first.ask('about')) as About;
    process.kill(pid, 'SIGKILL');
    const code = await first.exit;
    // Nobody is there any more to get anything, so nothing is done with it.
    first.child.postMessage(() => 'too late');
    const second = startUtility({ serviceName: 'Library' });
    const about = (await second.ask('about')) as About;
    await second.end();
    return { code, gone: await gone, another: about.pid !== pid };
  });
  expect(seen.code).toBe(9);
  expect(seen.another).toBe(true);
  expect(seen.gone).toMatchObject({
    type: 'Utility',
    reason: 'killed',
    serviceName: 'node.mojom.NodeService',
    name: 'Library',
  });
});

test('the app lists its utility processes while they run', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ app }) => {
    const listed = () =>
      app
        .getAppMetrics()
        .filter(({ type }) => type === 'Utility')
        .filter(({ serviceName }) => serviceName === 'node.mojom.NodeService')
        .map(({ pid, name, creationTime }) => ({ pid, name, old: creationTime < start }));
    const start = Date.now() - 1;
    const { ask, end } = startUtility({ serviceName: 'Listed' });
    const { pid } = (await ask('about')) as About;
    const before = listed();
    await end();
    const main = app.getAppMetrics().find(({ type }) => type === 'Browser');
    return { pid, before, after: listed(), main: main?.pid === process.pid };
  });
  expect(seen.before).toEqual([{ pid: seen.pid, name: 'Listed', old: false }]);
  expect(seen.after).toEqual([]);
  expect(seen.main).toBe(true);
});

test('the app tells of a crash, and not of a clean end', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ app }) => {
    const gone: [string, string | undefined][] = [];
    const listener = (_event: object, details: Details) =>
      gone.push([details.reason, details.name]);
    app.on('child-process-gone', listener);
    const clean = startUtility({ stdio: 'ignore' });
    clean.tell('exit', 0);
    await clean.exit;
    const told = new Promise((resolve) => app.once('child-process-gone', resolve));
    const crashing = startUtility({ stdio: 'ignore' });
    crashing.tell('abort');
    await crashing.exit;
    await told;
    app.off('child-process-gone', listener);
    return gone;
  });
  expect(seen).toEqual([
    [expect.stringMatching(/^(crashed|abnormal-exit)$/), 'Node Utility Process'],
  ]);
});

test('an error that V8 does not survive is told with a report, before the exit', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const { child, tell, exit } = startUtility({
      execArgv: ['--js-flags=--max-old-space-size=50'],
      stdio: 'ignore',
    });
    const steps: string[] = [];
    let event: unknown;
    child.on('error', (type, location, report) => {
      steps.push('error');
      const { header } = JSON.parse(report) as { header: { processId: number } };
      event = [type, typeof location, header.processId === pid];
    });
    const pid = await new Promise((resolve) => child.once('spawn', () => resolve(child.pid)));
    tell('outgrow');
    const code = await exit;
    steps.push('exit');
    return { steps, event, code };
  });
  expect(seen.steps).toEqual(['error', 'exit']);
  expect(seen.event).toEqual(['FatalError', 'string', true]);
  expect(seen.code).not.toBe(0);
});

test('before the app is ready there are no utility processes', async () => {
  const folder = await temporaryUserData();
  const args = ['-r', join(contractAppFolder, 'before-ready.cjs')];
  const { electron } = await startContractApp(folder.path, { args });
  const message = await electron.evaluate(
    () => (Reflect.get(globalThis, 'beforeReady') as { fork?: string }).fork,
  );
  expect(message).toBe('utilityProcess cannot be created before app is ready.');
  await electron.close();
  await folder.remove();
});
