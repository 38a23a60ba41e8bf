import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Fetch } from '../../../electron/instance/http.ts';
import { isSoundArgument } from '../../../electron/shell/sound-argument.ts';
import { fuzzing } from '../fuzzing.ts';
import { startHostileInstance } from './middle.ts';
import { questionsOf, secrets } from './questions.ts';
import { type Spoiling, spoilings } from './spoiling.ts';

/** Far more than any answer of the small instance is worth, in characters of JSON. */
const mostCharacters = 3_000_000;

/** An identity site on another host is asked, without a token, whether the instance's sites are its own. */
function isConfirmation({ url, headers }: Request): boolean {
  const isFree = !headers.has('authorization') && !headers.has('cookie');
  return isFree && /^https?:\/\/[^/]+\/(tools|sys)\/auto-discovery$/.test(url);
}

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const memberCounts = () =>
  prototypes.map((prototype) => Object.getOwnPropertyNames(prototype).length);

test(
  'no answer of whatever kind makes the app ask elsewhere, run code, hang, or forget how to read a right one',
  async () => {
    const instance = await startHostileInstance();
    const left: string[] = [];
    const fetch: Fetch = async (input, init) => {
      const request = new Request(input, init);
      if (new URL(request.url).origin === instance.origin) return globalThis.fetch(request);
      if (!isConfirmation(request)) left.push(request.url);
      return new Response('{}');
    };
    const questions = questionsOf(instance, fetch);
    const before = memberCounts();
    const outcomes: Record<string, number> = {};

    async function holds(name: string, spoiling: Spoiling): Promise<void> {
      const question = questions[name];
      if (question === undefined) throw new Error(name);
      instance.spoil(question.target, spoiling);
      const answer = await question.ask();
      instance.spoil(question.target, null);
      const text = JSON.stringify(answer);
      expect(instance.offences()).toEqual([]);
      expect(left.splice(0)).toEqual([]);
      // What goes to the window is data, and not more than it can bear.
      expect(text.length).toBeLessThan(mostCharacters);
      if (name !== 'token' && !isSoundArgument(structuredClone(answer))) {
        throw new Error('More than plain data came of it.');
      }
      const isFailure = /^\{"ok":false|"failure":/.test(text);
      if (
        isFailure &&
        [instance.connected.token().slice(0, 40), ...Object.values(secrets)].some((it) =>
          text.includes(it),
        )
      ) {
        throw new Error('A failure repeats a secret.');
      }
      const outcome = /"code":"(\w+)"/.exec(text)?.[1];
      const key = isFailure ? (outcome ?? 'failed') : 'answered';
      outcomes[key] = (outcomes[key] ?? 0) + 1;
    }

    /** Nothing of what came before is in the way of reading what a right instance says. */
    async function expectRightAnswers(): Promise<void> {
      const { token: _token, metadata: _metadata, ...readable } = questions;
      for (const [name, { ask }] of Object.entries(readable)) {
        const answer = JSON.stringify(await ask());
        expect(`${name} ${answer}`).toMatch(/^\w+ (\{"ok":true|true$)/);
      }
    }

    await expectRightAnswers();
    const runs = fuzzing('Hostile answers', { short: 300, long: 10_000 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(questions), 'rows', 'rows', 'rows'),
        spoilings,
        holds,
      ),
      { ...runs, timeout: 30_000 },
    );
    console.log(`Hostile answers: ${instance.spoiled()} spoiled, ${JSON.stringify(outcomes)}`);
    expect(instance.spoiled()).toBeGreaterThan(runs.numRuns / 2);
    expect(memberCounts()).toEqual(before);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    await expectRightAnswers();
  },
  60 * 60_000,
);
