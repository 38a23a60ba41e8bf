import { z } from 'zod';
import type { PolicySetting } from '../contract/policy.ts';
import { settingsSchema } from '../contract/settings.ts';
import { parseHost } from '../instance/host.ts';

/** Registries and property lists write 0 and 1, too. */
const yesOrNo = z.union([z.boolean(), z.literal([0, 1]).transform((digit) => digit === 1)]);

const host = z
  .string()
  .max(300)
  .transform((typed) => parseHost(typed))
  .refine((parsed) => parsed.ok)
  .transform((parsed) => (parsed.ok ? parsed.value.host : ''));

const { clientId, redirect, redirectPorts, offlineDays, offlineMegabytes, language } =
  settingsSchema.shape;

/** How each setting of a policy is written; each is parsed on its own. */
export const policyValues = {
  host,
  clientId: clientId.unwrap(),
  redirect: redirect.unwrap(),
  redirectPorts: redirectPorts.unwrap(),
  staySignedIn: yesOrNo,
  offlineDays: offlineDays.unwrap(),
  offlineMegabytes: offlineMegabytes.unwrap(),
  language: language.unwrap(),
  keepOffline: yesOrNo,
  export: yesOrNo,
  updates: yesOrNo,
  updateServer: z.url({ protocol: /^https$/ }),
  devTools: yesOrNo,
} satisfies Record<PolicySetting, z.ZodType>;

/** Values by setting, as many as a policy names. */
export type PolicyValues = {
  readonly [Name in PolicySetting]?: z.infer<(typeof policyValues)[Name]>;
};
