/** What an organisation can set for everybody on a computer, by the names in its policy (docs/policy.md). */
export const policySettings = [
  'host',
  'clientId',
  'redirect',
  'redirectPorts',
  'staySignedIn',
  'offlineDays',
  'offlineMegabytes',
  'language',
  'keepOffline',
  'export',
  'updates',
  'updateServer',
  'devTools',
] as const;

/** Names one of them. */
export type PolicySetting = (typeof policySettings)[number];

/**
 * What is wrong with a policy. Everything else in it holds.
 * - `unreadable`: it is there and can't be read, or is no policy at all.
 * - `notTrusted`: others than administrators could have written it, so nothing of it is followed.
 * - `invalid`: `name` has a value that it can't have.
 * - `unknown`: there is nothing called `name`; a slip of the pen, or a setting of a newer version.
 */
export type PolicyProblem =
  | { readonly kind: 'unreadable' | 'notTrusted' }
  | { readonly kind: 'invalid' | 'unknown'; readonly name: string };

/** The organisation's policy, as far as the window needs it. It is read once, when the app starts. */
export interface PolicyState {
  /** The file that it came from, or should have; null where there is none. */
  readonly place: string | null;
  /** What people can't choose. */
  readonly locked: readonly PolicySetting[];
  /** What holds until somebody chooses something else. */
  readonly preset: readonly PolicySetting[];
  readonly problems: readonly PolicyProblem[];
  readonly mayKeepOffline: boolean;
  /** Whether rows may be copied and views be written to files. */
  readonly mayExport: boolean;
}
