import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { policySettings } from '../../../electron/contract/policy.ts';
import { parsePolicy, policyState, readPolicy } from '../../../electron/policy/policy.ts';
import { policyFacts } from '../../../electron/policy/policy-facts.ts';
import { type PolicyComputer, policyPlace } from '../../../electron/policy/policy-file.ts';

const place = '/etc/navigator-for-erp-net/policy.json';

function linux(read: PolicyComputer['read']): PolicyComputer {
  const never = () => Promise.reject(new Error('not on this system'));
  return { platform: 'linux', env: {}, read, jsonOfPropertyList: never };
}

/** A computer whose policy is this text. */
function withText(text: string, isTrusted = true): PolicyComputer {
  return withBytes(Buffer.from(text), isTrusted);
}

function withBytes(content: Buffer, isTrusted = true): PolicyComputer {
  return linux(() => Promise.resolve({ content, isTrusted }));
}

describe('the place of a policy', () => {
  test('is one that only administrators write to, on every system', () => {
    const windows = { CommonProgramFiles: 'C:\\Program Files (x86)\\Common Files' };
    const native = { ...windows, CommonProgramW6432: 'C:\\Program Files\\Common Files' };
    const expected = 'C:\\Program Files\\Common Files\\Navigator for ERP.net\\policy.json';
    expect(policyPlace({ platform: 'win32', env: native })).toBe(expected);
    expect(policyPlace({ platform: 'win32', env: {} })).toBe(expected);
    expect(policyPlace({ platform: 'linux', env: native })).toBe(place);
    expect(policyPlace({ platform: 'darwin', env: native })).toBe(
      '/Library/Managed Preferences/net.navigator-for-erp.app.plist',
    );
  });
});

describe('a policy', () => {
  test('that others could have written is not followed at all, and told', async () => {
    const policy = await readPolicy(withText('{"locked":{"host":"evil.example.com"}}', false));
    const expected = { locked: {}, preset: {}, place, problems: [{ kind: 'notTrusted' }] };
    expect(policy).toEqual(expected);
  });

  test.each(['', '{', '[]', '7', 'null', '"locked"'])('that is none (%j) is told', async (text) => {
    const { locked, preset, problems } = await readPolicy(withText(text));
    expect({ locked, preset }).toEqual({ locked: {}, preset: {} });
    expect(problems).toEqual([{ kind: 'unreadable' }]);
  });

  test('that can’t be read is told', async () => {
    const denied = linux(() => Promise.reject(new Error('EACCES')));
    expect((await readPolicy(denied)).problems).toEqual([{ kind: 'unreadable' }]);
  });

  test('may begin with a byte order mark', async () => {
    const { locked } = await readPolicy(withText('\uFEFF{"locked":{"offlineDays":7}}'));
    expect(locked).toEqual({ offlineDays: 7 });
  });

  test('may be written in UTF-16, as Windows PowerShell does', async () => {
    const text = '\uFEFF{\r\n  "preset": { "clientId": "наш" }\r\n}\r\n';
    const { preset, problems } = await readPolicy(withBytes(Buffer.from(text, 'utf16le')));
    expect([preset, problems]).toEqual([{ clientId: 'наш' }, []]);
  });

  test.each([
    [
      'a code page',
      Buffer.from([...Buffer.from('{"preset":{"clientId":"'), 0xe0, 0xe1, 0x22, 0x7d, 0x7d]),
    ],
    ['UTF-16 cut in the middle', Buffer.from('\uFEFF{"locked":{}}', 'utf16le').subarray(0, -1)],
  ])('in %s is told as unreadable, not read as something else', async (_, bytes) => {
    expect((await readPolicy(withBytes(bytes))).problems).toEqual([{ kind: 'unreadable' }]);
  });

  test('with a part that is none tells so, and the other part holds', () => {
    const content = { locked: 'all', preset: { clientId: 'ours' }, looked: {} };
    const { preset, problems } = parsePolicy({ kind: 'present', place, content });
    expect(preset).toEqual({ clientId: 'ours' });
    expect(problems).toEqual([
      { kind: 'unknown', name: 'looked' },
      { kind: 'invalid', name: 'locked' },
    ]);
  });

  test('may carry what a configuration profile says of itself', () => {
    const content = { PayloadUUID: '7D5C1C0E', PayloadVersion: 1, locked: { language: 'bg' } };
    const policy = parsePolicy({ kind: 'present', place, content });
    expect([policy.locked, policy.problems]).toEqual([{ language: 'bg' }, []]);
  });

  test('with a name that is none tells so, __proto__ too', () => {
    const content: unknown = JSON.parse(
      '{"locked":{"hsot":"x","__proto__":{"host":"evil.example"}}}',
    );
    const policy = parsePolicy({ kind: 'present', place, content });
    expect(policy.locked.host).toBeUndefined();
    expect(policy.problems).toEqual([
      { kind: 'unknown', name: 'hsot' },
      { kind: 'unknown', name: '__proto__' },
    ]);
  });

  test('of any content is read without an error, and never allows more than is written', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (locked, preset) => {
        const policy = parsePolicy({ kind: 'present', place, content: { locked, preset } });
        const state = policyState(policy);
        for (const name of [...state.locked, ...state.preset]) {
          expect([locked, preset].some((part) => Object.hasOwn(Object(part), name))).toBe(true);
        }
      }),
    );
  });
});

describe('what diagnostics tell of a policy', () => {
  test('is nothing where there is none', () => {
    expect(policyFacts(policyState(parsePolicy({ kind: 'absent' })))).toEqual({});
  });

  test('are names and no values, nor anything else that somebody wrote', () => {
    const content = {
      locked: { host: 'secret-name.example.com', offlineDays: 'seven' },
      preset: { clientId: 'ours' },
      'my password': 1,
      'my other password': 1,
    };
    const facts = policyFacts(policyState(parsePolicy({ kind: 'present', place, content })));
    expect(facts).toEqual({
      ...{ locked: 'host', preset: 'clientId' },
      problems: 'invalid offlineDays, unknown 2',
    });
  });
});

describe('the template for administrators', () => {
  const docs = join(import.meta.dirname, '../../../docs');

  test('names every setting once, with a value that it can have', () => {
    const content: unknown = JSON.parse(readFileSync(join(docs, 'policy-template.json'), 'utf8'));
    const state = policyState(parsePolicy({ kind: 'present', place, content }));
    expect(state.problems).toEqual([]);
    expect([...state.locked, ...state.preset].toSorted()).toEqual(policySettings.toSorted());
  });

  test('comes with a page that tells of every setting and of every place', () => {
    const page = readFileSync(join(docs, 'policy.md'), 'utf8');
    const described = [...page.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    expect(new Set(described)).toEqual(new Set(policySettings));
    expect(described).toHaveLength(policySettings.length);
    for (const platform of ['darwin', 'linux'] as const) {
      expect(page).toContain(policyPlace({ platform, env: {} }));
    }
  });
});
