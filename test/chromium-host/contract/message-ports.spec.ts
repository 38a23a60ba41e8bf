import { expect, test } from '@playwright/test';
import { sharedUtilityApp } from './utility-app.ts';

/** Written from Electron's documentation of MessageChannelMain and MessagePortMain. */
const running = sharedUtilityApp();

test('a channel connects two ports, and a port holds messages back until it is started', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain();
    const steps: unknown[] = [];
    port1.on('message', ({ data, ports }) => steps.push(data, ports.length));
    const value = { text: 'before', map: new Map([[1n, new Date(5)]]) };
    port2.postMessage(value);
    value.text = 'after';
    // What was sent later, on a channel that is started, is here before.
    const other = new MessageChannelMain();
    const later = nextMessage(other.port1);
    other.port1.start();
    other.port2.postMessage('later');
    steps.push((await later).data);
    const message = nextMessage(port1);
    port1.start();
    const { data } = await message;
    const { map } = data as typeof value;
    port1.postMessage('back');
    port2.start();
    const back = (await nextMessage(port2)).data;
    port1.close();
    return { steps, back, clone: map.get(1n) instanceof Date };
  });
  expect(seen.steps).toEqual(['later', expect.objectContaining({ text: 'before' }), 0]);
  expect(seen.back).toBe('back');
  expect(seen.clone).toBe(true);
});

test('a message never arrives inside the call that sent it, and each is a task of its own', async () => {
  const { electron } = running();
  const steps = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain();
    const steps: string[] = [];
    port1.on('message', ({ data }) => {
      steps.push(String(data));
      queueMicrotask(() => steps.push(`after ${data}`));
    });
    port1.start();
    port2.postMessage('one');
    port2.postMessage('two');
    steps.push('sent');
    await nextMessage(port1);
    await nextMessage(port1);
    port1.close();
    return steps;
  });
  expect(steps.slice(0, 4)).toEqual(['sent', 'one', 'after one', 'two']);
});

test('the other end hears of a closing, after the messages that came before', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain();
    const steps: unknown[] = [];
    port2.on('message', ({ data }) => steps.push(data));
    const closed = new Promise<void>((resolve) =>
      port2.on('close', () => {
        steps.push('closed');
        resolve();
      }),
    );
    port1.postMessage('last words');
    port1.close();
    port1.postMessage('too late');
    port2.start();
    await closed;
    // Nobody is there: nothing happens, and nothing is thrown.
    port2.postMessage('to nobody');
    return steps;
  });
  expect(seen).toEqual(['last words', 'closed']);
});

test('what is not a port can not be transferred, nor a port twice or over itself', async () => {
  const { electron } = running();
  const messages = await electron.evaluate(({ MessageChannelMain }) => {
    const attempt = (action: () => void) => {
      try {
        action();
        return 'posted';
      } catch (error) {
        return error instanceof Error ? error.message : 'no error';
      }
    };
    const channel = () => new MessageChannelMain();
    const { port1 } = channel();
    const other = channel().port1;
    const gone = channel().port1;
    port1.postMessage('takes it', [gone]);
    const anyPost = port1.postMessage.bind(port1) as (message: unknown, transfer: unknown) => void;
    const results = [
      attempt(() => anyPost(null, [new ArrayBuffer(8)])),
      attempt(() => anyPost(null, [null])),
      attempt(() => anyPost(null, {})),
      attempt(() => port1.postMessage(null, [port1])),
      attempt(() => port1.postMessage(null, [other, other])),
      attempt(() => port1.postMessage(null, [gone])),
      attempt(() => port1.postMessage(() => 1, [other])),
      // After all these failures it is still here and can go.
      attempt(() => port1.postMessage(null, [other])),
    ];
    return results;
  });
  expect(messages).toEqual([
    'Port at index 0 is not a valid port',
    'Port at index 0 is not a valid port',
    'transferables must be an array of MessagePorts',
    'Port at index 0 contains the source port.',
    'Port at index 1 is a duplicate.',
    'Port at index 0 is already neutered.',
    expect.stringContaining('could not be cloned'),
    'posted',
  ]);
});

test('an ArrayBuffer can not be transferred to a utility process either', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async () => {
    const { child, ask, end } = startUtility();
    const bytes = new Uint8Array([1, 2, 3]);
    const post = child.postMessage.bind(child) as (message: unknown, transfer: unknown) => void;
    let message = 'posted';
    try {
      post({ task: 'echo', value: bytes }, [bytes.buffer]);
    } catch (error) {
      message = error instanceof Error ? error.message : 'no error';
    }
    // Copied it goes, and stays here, too.
    const copy = (await ask('echo', bytes)) as Uint8Array;
    await end();
    return { message, here: [...bytes], there: [...copy] };
  });
  expect(seen.message).toMatch(/not a valid port|Invalid value for transfer/);
  expect(seen).toMatchObject({ here: [1, 2, 3], there: [1, 2, 3] });
});

test('a port goes to a utility process, with the messages that wait in it', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { tell, next, end } = startUtility();
    const { port1, port2 } = new MessageChannelMain();
    const answers: unknown[] = [];
    port1.on('message', ({ data }) => answers.push(data));
    port1.start();
    port1.postMessage('one');
    tell('serve', undefined, [port2]);
    port1.postMessage('two');
    while (answers.length < 2) await nextMessage(port1);
    // Here the port is a shell by now.
    port2.postMessage('unheard');
    port2.start();
    port1.close();
    const farewell = await next();
    await end();
    return { answers, farewell };
  });
  expect(seen).toEqual({ answers: [{ echo: 'one' }, { echo: 'two' }], farewell: 'port closed' });
});

test('a port goes to a utility process and comes back', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { tell, end } = startUtility();
    const over = new MessageChannelMain();
    const wandering = new MessageChannelMain();
    over.port1.start();
    wandering.port1.postMessage('from the start');
    tell('forward', undefined, [over.port2, wandering.port2]);
    const { data, ports } = await nextMessage(over.port1);
    const [back] = ports;
    if (back === undefined) return 'no port came back';
    const first = nextMessage(back);
    back.start();
    const text = (await first).data;
    const second = nextMessage(back);
    wandering.port1.postMessage('and again');
    const again = (await second).data;
    await end();
    return [data, text, again];
  });
  expect(seen).toEqual(['for you', 'from the start', 'and again']);
});

test('a port that comes back in the middle of a stream loses, doubles and swaps no message', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { tell, end } = startUtility();
    const over = new MessageChannelMain();
    const stream = new MessageChannelMain();
    over.port1.start();
    tell('takeSome', 40, [stream.port2, over.port2]);
    for (let number = 0; number < 100; number += 1) stream.port1.postMessage(number);
    const { data, ports } = await nextMessage(over.port1);
    const all = [...(data as number[])];
    const [back] = ports;
    if (back === undefined) return [];
    back.on('message', (event) => all.push(event.data));
    back.start();
    for (let number = 100; number < 120; number += 1) stream.port1.postMessage(number);
    while (all.length < 120) await nextMessage(back);
    await end();
    return all;
  });
  expect(seen).toEqual(Array.from({ length: 120 }, (_, number) => number));
});

test('a port can be sent over a port into a utility process', async () => {
  const { electron } = running();
  const answer = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { tell, end } = startUtility();
    const outer = new MessageChannelMain();
    const inner = new MessageChannelMain();
    tell('serve', undefined, [outer.port2]);
    outer.port1.postMessage('with a port', [inner.port2]);
    const answer = nextMessage(inner.port1);
    inner.port1.start();
    inner.port1.postMessage('deep');
    const { data } = await answer;
    await end();
    return data;
  });
  expect(answer).toEqual({ inner: 'deep' });
});

test('two utility processes talk to each other over a channel', async () => {
  const { electron } = running();
  const answers = await electron.evaluate(async ({ MessageChannelMain }) => {
    const [one, other] = [startUtility(), startUtility()];
    const between = new MessageChannelMain();
    const { port1, port2 } = new MessageChannelMain();
    other.tell('serve', undefined, [between.port2]);
    // The first one sends our port on to the second one, which answers what comes in it.
    one.tell('forward', undefined, [between.port1, port2]);
    const answer = nextMessage(port1);
    port1.start();
    port1.postMessage('through both');
    const { data } = await answer;
    await Promise.all([one.end(), other.end()]);
    return data;
  });
  expect(answers).toEqual({ inner: 'through both' });
});

test('a utility process that dies closes its ports', async () => {
  const { electron } = running();
  const seen = await electron.evaluate(async ({ MessageChannelMain }) => {
    const { ask, tell, exit } = startUtility({ stdio: 'ignore' });
    const { port1, port2 } = new MessageChannelMain();
    const { pid } = (await ask('about')) as { pid: number };
    const closed = new Promise((resolve) => port1.once('close', () => resolve('closed')));
    tell('serve', undefined, [port2]);
    port1.start();
    const answer = nextMessage(port1);
    port1.postMessage('are you there?');
    await answer;
    process.kill(pid, 'SIGKILL');
    await exit;
    return await closed;
  });
  expect(seen).toBe('closed');
});

test('a port goes to a page, where it is a port of its own world', async () => {
  const { electron, page } = running();
  await page.evaluate(() => {
    window.addEventListener('message', ({ data, ports: [port] }) => {
      if (data !== 'for the page' || port === undefined) return;
      port.onmessage = (event: MessageEvent<unknown>) => {
        port.postMessage({ kind: port instanceof MessagePort, got: event.data });
      };
    });
  });
  const seen = await electron.evaluate(async ({ BrowserWindow, MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain();
    const [window] = BrowserWindow.getAllWindows();
    port1.postMessage({ waited: new Map([['число', 1n]]) });
    window?.webContents.postMessage('port', 'for the page', [port2]);
    port1.start();
    const first = (await nextMessage(port1)).data as {
      kind: boolean;
      got: { waited: Map<string, bigint> };
    };
    port1.postMessage('second');
    const second = (await nextMessage(port1)).data;
    port1.close();
    return [first.kind, [...first.got.waited], second];
  });
  expect(seen).toEqual([true, [['число', 1n]], { kind: true, got: 'second' }]);
});

test('a message posted to a page without ports arrives as one that was sent', async () => {
  const { electron, page } = running();
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.contract.ipc.listen('plain', (keys: string[], ...args: unknown[]) =>
          resolve([keys, ...args]),
        );
        document.title = 'listens';
      }),
  );
  await expect.poll(() => page.title()).toBe('listens');
  const refusals = await electron.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const post = contents?.postMessage.bind(contents) as (...args: unknown[]) => void;
    const attempts = [
      ['plain', () => 1],
      ['plain', null, [new ArrayBuffer(8)]],
      ['plain', null, [null]],
    ].map((args) => {
      try {
        post(...args);
        return 'posted';
      } catch (error) {
        return error instanceof Error ? error.message : 'no error';
      }
    });
    contents?.postMessage('plain', { two: 2n });
    return attempts;
  });
  expect(refusals[0]).toContain('could not be cloned');
  expect(refusals.slice(1)).toEqual(['Invalid value for transfer', 'Invalid value for transfer']);
  expect(await heard).toEqual([['ports', 'sender'], { two: 2n }]);
});

test('a page and a utility process talk to each other, and hear of the other one closing', async () => {
  const { electron, page } = running();
  const talk = page.evaluate(
    () =>
      new Promise((resolve) => {
        window.addEventListener('message', ({ data, ports: [port] }) => {
          if (data !== 'to the utility process' || port === undefined) return;
          port.onmessage = (event: MessageEvent<unknown>) => {
            port.close();
            resolve(event.data);
          };
          port.postMessage({ from: 'страница', bytes: new Uint8Array([7]) });
        });
        document.title = 'ready to talk';
      }),
  );
  await expect.poll(() => page.title()).toBe('ready to talk');
  const farewell = electron.evaluate(async ({ BrowserWindow, MessageChannelMain }) => {
    const { tell, next, end } = startUtility();
    const { port1, port2 } = new MessageChannelMain();
    tell('serve', undefined, [port1]);
    BrowserWindow.getAllWindows()[0]?.webContents.postMessage('port', 'to the utility process', [
      port2,
    ]);
    const farewell = await next();
    await end();
    return farewell;
  });
  expect(await talk).toEqual({ echo: { from: 'страница', bytes: new Uint8Array([7]) } });
  expect(await farewell).toBe('port closed');
});

test('a port of a page goes to the main process, and ports go over ports', async () => {
  const { electron, page } = running();
  const received = electron.evaluate(
    ({ ipcMain, MessageChannelMain }) =>
      new Promise((resolve) => {
        ipcMain.once('from-page', (event, message: unknown) => {
          const [port] = event.ports;
          const inner = new MessageChannelMain();
          const answers: unknown[] = [message, event.ports.length];
          inner.port1.on('message', ({ data }) => {
            answers.push(data);
            resolve(answers);
          });
          inner.port1.start();
          port?.on('message', ({ data, ports }) => {
            answers.push(data);
            // The page sent a port, too, in which a message waited.
            ports[0]?.on('message', (event) => {
              answers.push(event.data);
              port.postMessage('a port for you', [inner.port2]);
            });
            ports[0]?.start();
          });
          port?.start();
        });
      }),
  );
  await expect
    .poll(() => electron.evaluate(({ ipcMain }) => ipcMain.listenerCount('from-page')))
    .toBe(1);
  const refusal = await page.evaluate(() => {
    window.addEventListener('message', ({ data, ports: [port] }) => {
      if (data !== 'own end' || port === undefined) return;
      port.onmessage = ({ ports: [inner] }) => inner?.postMessage('thanks');
      const { port1, port2 } = new MessageChannel();
      port1.postMessage('waited in it');
      port.postMessage('with a port', [port2]);
    });
    window.contract.ipc.sendPort('from-page', { hello: 1n });
    return window.contract.ipc.transferBuffer('from-page');
  });
  expect(refusal).toBe('Invalid value for transfer');
  expect(await received).toEqual([{ hello: 1n }, 1, 'with a port', 'waited in it', 'thanks']);
});

test('a page hears of a port that the main process closed, after what came before', async () => {
  const { electron, page } = running();
  const heard = page.evaluate(
    () =>
      new Promise((resolve) => {
        const steps: unknown[] = [];
        window.addEventListener('message', ({ data, ports: [port] }) => {
          if (data !== 'will be closed' || port === undefined) return;
          port.addEventListener('message', (event: MessageEvent<unknown>) =>
            steps.push(event.data),
          );
          port.addEventListener('close', () => resolve([...steps, 'closed']));
          port.start();
        });
        document.title = 'waits for the end';
      }),
  );
  await expect.poll(() => page.title()).toBe('waits for the end');
  await electron.evaluate(({ BrowserWindow, MessageChannelMain }) => {
    const { port1, port2 } = new MessageChannelMain();
    BrowserWindow.getAllWindows()[0]?.webContents.postMessage('port', 'will be closed', [port2]);
    port1.postMessage('last words');
    port1.close();
  });
  expect(await heard).toEqual(['last words', 'closed']);
});

test('the ports of a document close when it goes', async () => {
  const { electron, page } = running();
  const seen = await electron.evaluate(async ({ BrowserWindow, MessageChannelMain }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const { port1, port2 } = new MessageChannelMain();
    const closed = new Promise((resolve) => port1.once('close', () => resolve('closed')));
    port1.start();
    contents?.postMessage('port', 'kept', [port2]);
    await contents?.loadURL('app://bundle/');
    return await closed;
  });
  expect(seen).toBe('closed');
  await expect(page.locator('#status')).toHaveText('started');
});
