import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Control } from './control.ts';
import type { Held } from './faults.ts';
import { waysToGarble } from './garbled-batch.ts';
import { switchesSchema } from './options.ts';
import { readBody } from './request-body.ts';

const target = {
  path: z.string(),
  method: z.string().optional(),
  times: z.int().min(1).optional(),
};
const stage = z.enum(['request', 'answer']).optional();
const nothing = z.strictObject({});
const someone = z.strictObject({ login: z.string().optional() });
const row = { entitySet: z.string(), id: z.string() };

/** Reads the arguments of one command and carries it out; what it returns is the answer's body. */
type Command = (input: unknown) => unknown;

function command<Schema extends z.ZodType>(
  schema: Schema,
  run: (input: z.output<Schema>) => unknown,
): Command {
  return (input) => run(schema.parse(input));
}

/**
 * The control channel for other processes: `POST /control/{command}` with the arguments as a JSON object,
 * answered with JSON. It demands `content-type: application/json`, so that no web page can post to it.
 */
export function createControlChannel(control: Control) {
  const commands = commandsOf(control);
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = (request.url ?? '').replace(/^\/control\//, '');
    const run = commands.get(name);
    const isJson = request.headers['content-type']?.startsWith('application/json') === true;
    if (!run) return answer(response, 404, { problem: `There is no command ${name}.` });
    if (request.method !== 'POST' || !isJson) {
      return answer(response, 415, { problem: 'Commands are JSON objects sent with POST.' });
    }
    try {
      const input: unknown = JSON.parse((await readBody(request)) || '{}');
      answer(response, 200, (await run(input)) ?? null);
    } catch (error) {
      const problem = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      answer(response, 400, { problem });
    }
  };
}

function commandsOf(control: Control): Map<string, Command> {
  const held = new Map<string, Held>();
  const holding = z.strictObject({ id: z.string() }).transform(({ id }, context) => {
    const found = held.get(id);
    if (found) return found;
    context.addIssue({ code: 'custom', message: `Nothing is held as ${id}.` });
    return z.NEVER;
  });
  return new Map<string, Command>([
    [
      'advanceClock',
      command(z.strictObject({ ms: z.number() }), ({ ms }) => control.advanceClock(ms)),
    ],
    ['skewClock', command(z.strictObject({ ms: z.number() }), ({ ms }) => control.skewClock(ms))],
    ['set', command(switchesSchema.partial(), (switches) => control.set(defined(switches)))],
    ['expireAccessTokens', command(someone, ({ login }) => control.expireAccessTokens(login))],
    ['revokeRefreshTokens', command(someone, ({ login }) => control.revokeRefreshTokens(login))],
    [
      'disableClient',
      command(z.strictObject({ id: z.string(), disabled: z.boolean() }), ({ id, disabled }) =>
        control.disableClient(id, disabled),
      ),
    ],
    ['endBrowserSessions', command(nothing, () => control.endBrowserSessions())],
    [
      'failNext',
      command(
        z.strictObject({
          ...target,
          status: z.int(),
          body: z.unknown().optional(),
          headers: z.record(z.string(), z.string()).optional(),
        }),
        (failure) => control.failNext(defined(failure)),
      ),
    ],
    [
      'delayNext',
      command(z.strictObject({ ...target, ms: z.number(), stage }), (delay) =>
        control.delayNext(defined(delay)),
      ),
    ],
    [
      'cutNext',
      command(z.strictObject({ ...target, afterBytes: z.int().min(0).optional() }), (cut) =>
        control.cutNext(defined(cut)),
      ),
    ],
    [
      'garbleNext',
      command(z.strictObject({ ...target, how: z.enum(waysToGarble) }), (garble) =>
        control.garbleNext(defined(garble)),
      ),
    ],
    [
      'holdNext',
      command(z.strictObject({ ...target, stage }), (hold) => {
        const id = randomUUID();
        held.set(id, control.holdNext(defined(hold)));
        return { id };
      }),
    ],
    ['awaitHeld', command(holding, ({ arrived }) => arrived)],
    ['release', command(holding, ({ release }) => release())],
    [
      'rows',
      command(z.strictObject({ entitySet: z.string() }), ({ entitySet }) =>
        control.rows(entitySet),
      ),
    ],
    [
      'changeRow',
      command(
        z.strictObject({ ...row, patch: z.record(z.string(), z.unknown()) }),
        ({ entitySet, id, patch }) => control.changeRow(entitySet, id, patch),
      ),
    ],
    [
      'insertRow',
      command(
        z.strictObject({ ...row, like: z.string(), patch: z.record(z.string(), z.unknown()) }),
        ({ entitySet, like, id, patch }) => control.insertRow(entitySet, like, id, patch),
      ),
    ],
    [
      'deleteRow',
      command(z.strictObject(row), ({ entitySet, id }) => control.deleteRow(entitySet, id)),
    ],
    ['requests', command(nothing, () => control.requests())],
    ['counts', command(nothing, () => control.counts())],
    ['seats', command(nothing, () => control.seats())],
    ['issuedSecrets', command(nothing, () => control.issuedSecrets())],
    ['reset', command(nothing, () => control.reset())],
  ]);
}

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

/** An object without the members that are `undefined`, as they are after parsing optional ones. */
function defined<T extends object>(values: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
