import { isDeepStrictEqual } from 'node:util';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import fc, { type Arbitrary } from 'fast-check';
import { expect, test, vi } from 'vitest';
import { type RequestName, requestArguments } from '../../../electron/contract/requests.ts';
import { openGate, type RequestHandlers } from '../../../electron/shell/ipc-gate.ts';
import { isSoundArgument } from '../../../electron/shell/sound-argument.ts';
import { fuzzing } from '../fuzzing.ts';
import { allowedArguments } from './allowed-arguments.ts';
import { hostileValues, spoiled } from './hostile-values.ts';
import { openApp } from './open-app.ts';
import { type Sending, strangers, trusted } from './senders.ts';

type Listener = (event: IpcMainInvokeEvent, ...parameters: unknown[]) => unknown;
const { listeners } = vi.hoisted(() => ({ listeners: new Map<string, Listener>() }));

vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, listener: Listener) => listeners.set(channel, listener) },
}));

const channels = Object.keys(requestArguments) as RequestName[];

interface Message {
  readonly channel: RequestName;
  readonly parameters: readonly unknown[];
  /** The argument was made to be one that the contract allows, as far as JSON Schema can say. */
  readonly isMeant: boolean;
  readonly from: string;
}

function messagesOver(channel: RequestName): Arbitrary<Message> {
  const allowed = allowedArguments(requestArguments[channel]);
  const one = (arbitrary: Arbitrary<unknown>, isMeant: boolean) =>
    arbitrary.map((argument) => ({ channel, isMeant, parameters: [argument] }));
  const several = fc
    .array(fc.oneof(allowed, hostileValues), { maxLength: 3 })
    .map((parameters) => ({ channel, isMeant: false, parameters }));
  const message = fc.oneof(
    { weight: 3, arbitrary: one(allowed, true) },
    { weight: 4, arbitrary: one(spoiled(allowed), false) },
    { weight: 2, arbitrary: one(hostileValues, false) },
    { weight: 1, arbitrary: several },
  );
  const from = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...Object.keys(trusted)) },
    { weight: 1, arbitrary: fc.constantFrom(...Object.keys(strangers)) },
  );
  return fc.tuple(message, from).map(([sent, sender]) => ({ ...sent, from: sender }));
}

/** As Electron sends it; null when it does not. */
function arriving(parameters: readonly unknown[]): unknown[] | null {
  try {
    return structuredClone([...parameters]);
  } catch {
    return null;
  }
}

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const names = () => prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).length);

/** Opens the gate before handlers that note what they are called with. */
function openedGate() {
  const { handlers, deeds } = openApp();
  const calls: { readonly name: string; readonly argument: unknown }[] = [];
  const defects: string[] = [];
  let window: Sending['window'];
  const noting = Object.fromEntries(
    channels.map((name) => [
      name,
      (argument: never) => {
        calls.push({ name, argument });
        return handlers[name](argument);
      },
    ]),
  ) as unknown as RequestHandlers;
  openGate(
    noting,
    () => window as WebContents | undefined,
    (where, error) => defects.push(`${where}: ${String(error)}`),
    () => undefined,
  );
  async function send({ channel, from }: Message, parameters: unknown[]): Promise<unknown> {
    const sending = { ...trusted, ...strangers }[from]?.();
    window = sending?.window;
    const event = { senderFrame: sending?.senderFrame } as IpcMainInvokeEvent;
    return listeners.get(channel)?.(event, ...parameters);
  }
  return { send, calls, defects, deeds };
}

test(
  'no message of whatever kind, from whomever, gets through the gate but those of the contract from the app’s own page',
  async () => {
    const { send, calls, defects, deeds } = openedGate();
    const before = names();
    const outcomes = { answered: 0, badRequest: 0, forbiddenSender: 0 };
    const asked = new Set<string>();

    async function holds(message: Message): Promise<void> {
      const parameters = arriving(message.parameters);
      if (parameters === null) return;
      calls.length = 0;
      asked.add(message.channel);
      const answer = await send(message, parameters);
      if (message.from in strangers) {
        outcomes.forbiddenSender += 1;
        expect(answer).toEqual({ ok: false, error: { code: 'forbiddenSender' } });
        expect(calls).toEqual([]);
        return;
      }
      const [call] = calls;
      if (call === undefined) {
        outcomes.badRequest += 1;
        expect(answer).toEqual({ ok: false, error: { code: 'badRequest' } });
        const isAllowed =
          message.isMeant && requestArguments[message.channel].safeParse(parameters[0]).success;
        if (isAllowed) throw new Error('What the contract allows was refused.');
        return;
      }
      outcomes.answered += 1;
      expect(answer).toHaveProperty('ok');
      expect(calls).toHaveLength(1);
      expect(call.name).toBe(message.channel);
      expect(parameters.length).toBeLessThanOrEqual(1);
      if (!isSoundArgument(call.argument)) throw new Error('More than JSON reached a handler.');
      const again = requestArguments[message.channel].safeParse(call.argument);
      if (!again.success || !isDeepStrictEqual(again.data, call.argument)) {
        throw new Error('Something that the contract does not allow reached a handler.');
      }
    }

    const runs = fuzzing('IPC messages', { short: 5_000, long: 100_000 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(...channels.map(messagesOver)), holds),
      // A large message is looked for no smaller one for half an hour.
      { ...runs, interruptAfterTimeLimit: 30 * 60_000, markInterruptAsFailure: true },
    );
    console.log(`IPC messages: ${JSON.stringify(outcomes)}`);
    expect([...asked].sort()).toEqual([...channels].sort());
    expect(defects).toEqual([]);
    expect(names()).toEqual(before);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    // Nothing leaves but the question whether an instance is there, to the place where instances answer it.
    const paths = new Set(
      deeds.asked.map(({ url }) => `${url.pathname}${url.search}${url.username}`),
    );
    expect([...paths].sort()).toEqual(['/sys/auto-discovery', '/tools/auto-discovery']);
    expect(deeds.asked.filter(({ hasToken }) => hasToken)).toEqual([]);
    expect([...new Set(deeds.opened)].sort()).toEqual([
      'https://demodb.my.erp.net/cl',
      'https://keyring.example/',
    ]);
  },
  60 * 60_000,
);
