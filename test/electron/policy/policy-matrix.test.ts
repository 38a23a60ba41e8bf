import { describe, expect, test } from 'vitest';
import { type PolicySetting, policySettings } from '../../../electron/contract/policy.ts';
import { settingsSchema } from '../../../electron/contract/settings.ts';
import { decided, type Policy, policyState, readPolicy } from '../../../electron/policy/policy.ts';
import { type PolicyComputer, policyPlace } from '../../../electron/policy/policy-file.ts';
import { openSettings } from '../../../electron/shell/settings.ts';
import { memoryDisk } from '../disk/memory-disk.ts';

interface Values {
  /** A value as an administrator writes it, and what it means. */
  readonly written: unknown;
  readonly means: unknown;
  /** Values that it can't have. */
  readonly broken: readonly unknown[];
}

const no: Values = { written: false, means: false, broken: ['no', 2, null, []] };
const values: Readonly<Record<PolicySetting, Values>> = {
  host: {
    written: 'https://ERP.Example.com/',
    means: 'erp.example.com',
    broken: ['', 'not a host', 7, 'ftp:', ['erp.example.com'], 'a'.repeat(301)],
  },
  clientId: { written: 'our-navigator', means: 'our-navigator', broken: ['', 1, null] },
  redirect: { written: 'scheme', means: 'scheme', broken: ['browser', true] },
  redirectPorts: {
    written: [40_001, 40_002],
    means: [40_001, 40_002],
    broken: [[], [70_000], ['40001'], 40_001, [1.5]],
  },
  staySignedIn: no,
  offlineDays: { written: 7, means: 7, broken: [0, -1, 3651, '7', 1.5] },
  offlineMegabytes: { written: 100, means: 100, broken: [9, 100_001, '100'] },
  language: { written: 'bg', means: 'bg', broken: ['xx', 1, ''] },
  keepOffline: no,
  export: { ...no, written: 0 },
  updates: no,
  updateServer: {
    written: 'https://updates.example.com/navigator/',
    means: 'https://updates.example.com/navigator/',
    broken: ['http://updates.example.com', 'updates.example.com', 'file:///srv', 1],
  },
  devTools: { ...no, written: 1, means: true },
};

const defaults: Readonly<Record<string, unknown>> = {
  ...settingsSchema.parse({}),
  ...{ keepOffline: true, export: true, updates: true, updateServer: 'none', devTools: 'none' },
};

const platforms = ['win32', 'darwin', 'linux'] as const;

/** A computer whose policy says this; undefined when it has none. */
function computer(platform: (typeof platforms)[number], content: unknown): PolicyComputer {
  const env = { CommonProgramFiles: 'D:\\Program Files\\Common Files' };
  const place = policyPlace({ platform, env });
  const json = JSON.stringify(content);
  return {
    platform,
    env,
    read(path) {
      if (path !== place || content === undefined) return Promise.resolve(null);
      // macOS keeps it as a binary property list.
      const bytes = Buffer.from(platform === 'darwin' ? 'bplist00' : json);
      return Promise.resolve({ content: bytes, isTrusted: true });
    },
    jsonOfPropertyList: (path) =>
      path === place ? Promise.resolve(json) : Promise.reject(new Error('no such file')),
  };
}

/** What holds in the app: by the settings, or where there is no such setting by the policy itself. */
async function inForce(policy: Policy, name: PolicySetting, chosen: object): Promise<unknown> {
  if (!(name in settingsSchema.shape)) return decided(policy, name, defaults[name]);
  const disk = memoryDisk({ 'settings.json': JSON.stringify(chosen) });
  const store = await openSettings(disk, 'settings.json', policy);
  return Reflect.get(store.state().settings, name);
}

describe.each(platforms)('a policy on %s', (platform) => {
  test.each(policySettings)('that says nothing of %s leaves it as it is', async (name) => {
    for (const content of [undefined, {}, { locked: {}, preset: {} }]) {
      const policy = await readPolicy(computer(platform, content));
      expect(policy.problems).toEqual([]);
      expect(await inForce(policy, name, {})).toEqual(defaults[name]);
    }
  });

  test.each(policySettings)('that presets %s puts it where nobody has chosen', async (name) => {
    const { written, means } = values[name];
    const policy = await readPolicy(computer(platform, { preset: { [name]: written } }));
    const isChoice = name in settingsSchema.shape;
    expect(policyState(policy)).toMatchObject({
      // "Until you choose something else" is not said of what nobody can choose.
      ...(isChoice ? { preset: [name], locked: [] } : { preset: [], locked: [name] }),
      problems: [],
    });
    expect(await inForce(policy, name, {})).toEqual(means);
    if (name in settingsSchema.shape) {
      expect(await inForce(policy, name, { [name]: defaults[name] })).toEqual(defaults[name]);
    }
  });

  test.each(policySettings)('that locks %s puts it whatever is chosen and preset', async (name) => {
    const { written, means } = values[name];
    const content = { locked: { [name]: written }, preset: { [name]: defaults[name] } };
    const policy = await readPolicy(computer(platform, content));
    expect(policyState(policy)).toMatchObject({ locked: [name], preset: [] });
    expect(await inForce(policy, name, { [name]: defaults[name] })).toEqual(means);
  });

  test.each(policySettings)('that breaks %s tells so, and the rest holds', async (name) => {
    const other = name === 'clientId' ? 'offlineDays' : 'clientId';
    for (const broken of values[name].broken) {
      const locked = { [name]: broken, [other]: values[other].written };
      const policy = await readPolicy(computer(platform, { locked }));
      expect(policy.problems).toEqual([{ kind: 'invalid', name }]);
      expect(await inForce(policy, name, {})).toEqual(defaults[name]);
      expect(await inForce(policy, other, {})).toEqual(values[other].means);
    }
  });
});
