import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { type Result, success } from '../../electron/contract/result.ts';
import { systemClock } from '../../electron/instance/clock.ts';
import { findInstance } from '../../electron/instance/discovery.ts';
import { createHttpClient, type Fetch } from '../../electron/instance/http.ts';
import {
  createInstanceClient,
  type InstanceClient,
} from '../../electron/instance/instance-client.ts';

/** Where an instance is, and whom it takes its caller for. */
const whereabouts = z.object({ host: z.string(), token: z.string() });
type Whereabouts = z.infer<typeof whereabouts>;

/** Somebody who is always there. */
export const presence = { isPresent: () => true, onChange: () => () => undefined };

/** The value of a result; in a measurement nothing may fail. */
export function must<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

/** Starts a simulated instance in a process of its own, with so many orders; it ends when it is disconnected. */
export async function forkInstance(
  orders: string,
): Promise<Whereabouts & { readonly process: ChildProcess }> {
  const child = fork(join(import.meta.dirname, 'instance-process.ts'), [orders]);
  const told = await new Promise((resolve) => child.once('message', resolve));
  return { ...whereabouts.parse(told), process: child };
}

/** A client of an instance. @param send what its requests go through */
export async function connect(
  { host, token }: Whereabouts,
  send: Fetch = fetch,
): Promise<InstanceClient> {
  const instance = must(await findInstance(createHttpClient({ fetch }), host));
  return createInstanceClient({
    ...{ instance, fetch: send, presence, clock: systemClock },
    accessToken: () => Promise.resolve(success(token)),
    language: () => 'en',
    isReachable: () => Promise.resolve(true),
  });
}
