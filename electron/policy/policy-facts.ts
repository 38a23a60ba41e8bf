import type { PolicyState } from '../contract/policy.ts';

/**
 * What diagnostics tell of a policy: names that this app knows, and never a value or what else somebody has written there.
 * @returns nothing where there is no policy
 */
export function policyFacts(state: PolicyState): Readonly<Record<string, string>> {
  if (state.place === null) return {};
  const { locked, preset, problems } = state;
  const strange = problems.filter(({ kind }) => kind === 'unknown').length;
  const wrong = problems.flatMap((problem) =>
    problem.kind === 'unreadable' || problem.kind === 'notTrusted'
      ? [problem.kind]
      : problem.kind === 'invalid'
        ? [`invalid ${problem.name}`]
        : [],
  );
  return {
    locked: locked.join(', ') || 'none',
    preset: preset.join(', ') || 'none',
    problems: [...wrong, ...(strange === 0 ? [] : [`unknown ${strange}`])].join(', ') || 'none',
  };
}
