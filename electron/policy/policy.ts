import {
  type PolicyProblem,
  type PolicySetting,
  type PolicyState,
  policySettings,
} from '../contract/policy.ts';
import { settingsSchema } from '../contract/settings.ts';
import { type PolicyComputer, type PolicyFile, readPolicyFile } from './policy-file.ts';
import { type PolicyValues, policyValues } from './policy-values.ts';

/** What an organisation has decided for everybody on this computer. */
export interface Policy {
  /** What people can't choose. */
  readonly locked: PolicyValues;
  /** What holds until somebody chooses something else. */
  readonly preset: PolicyValues;
  readonly place: string | null;
  readonly problems: readonly PolicyProblem[];
}

/** What a computer without a policy has. */
export const noPolicy: Policy = { locked: {}, preset: {}, place: null, problems: [] };

/** Reads the policy of a computer. Never rejects: what can't be followed is told in `problems`. */
export async function readPolicy(computer: PolicyComputer): Promise<Policy> {
  return parsePolicy(await readPolicyFile(computer));
}

/**
 * Makes a policy of what its file says, `{ "locked": {…}, "preset": {…} }`, value by value: one that is wrong is told and takes
 * no other with it.
 */
export function parsePolicy(file: PolicyFile): Policy {
  if (file.kind === 'absent') return noPolicy;
  const { place } = file;
  if (file.kind !== 'present') return { ...noPolicy, place, problems: [{ kind: file.kind }] };
  if (!isRecord(file.content)) {
    return { ...noPolicy, place, problems: [{ kind: 'unreadable' }] };
  }
  const { locked, preset, ...others } = file.content;
  const first = parseValues('locked', locked);
  const second = parseValues('preset', preset);
  const unknown = Object.keys(others)
    // macOS adds what a configuration profile says of itself.
    .filter((name) => !name.startsWith('Payload'))
    .map((name): PolicyProblem => ({ kind: 'unknown', name }));
  return {
    locked: first.values,
    preset: second.values,
    place,
    problems: [...unknown, ...first.problems, ...second.problems],
  };
}

/**
 * What holds for a setting that people have no choice in, such as whether there are updates: there a preset is as good as a lock.
 * @param otherwise what holds without a policy
 */
export function decided<Name extends PolicySetting, Otherwise>(
  { locked, preset }: Pick<Policy, 'locked' | 'preset'>,
  name: Name,
  otherwise: Otherwise,
): NonNullable<PolicyValues[Name]> | Otherwise {
  return locked[name] ?? preset[name] ?? otherwise;
}

/** Whether people could choose it. */
const isChoice = (name: PolicySetting): boolean => name in settingsSchema.shape;

/** The policy as the window is told of it: what nobody can choose is locked, wherever it is written. */
export function policyState(policy: Policy): PolicyState {
  const { locked, preset, place, problems } = policy;
  return {
    place,
    locked: policySettings.filter((name) => name in locked || (name in preset && !isChoice(name))),
    preset: policySettings.filter((name) => name in preset && !(name in locked) && isChoice(name)),
    problems,
    mayKeepOffline: decided(policy, 'keepOffline', true),
    mayExport: decided(policy, 'export', true),
  };
}

function parseValues(
  part: 'locked' | 'preset',
  content: unknown,
): Pick<Policy, 'problems'> & { readonly values: PolicyValues } {
  if (content === undefined) return { values: {}, problems: [] };
  if (!isRecord(content)) return { values: {}, problems: [{ kind: 'invalid', name: part }] };
  const values: [PolicySetting, unknown][] = [];
  const problems: PolicyProblem[] = [];
  for (const [name, value] of Object.entries(content)) {
    const setting = policySettings.find((known) => known === name);
    const parsed = setting === undefined ? null : policyValues[setting].safeParse(value);
    if (setting === undefined) problems.push({ kind: 'unknown', name });
    else if (parsed?.success === true) values.push([setting, parsed.data]);
    else problems.push({ kind: 'invalid', name });
  }
  // Each value was parsed by the schema of its own name just before.
  return { values: Object.fromEntries(values) as PolicyValues, problems };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
