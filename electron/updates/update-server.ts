import { z } from 'zod';
import release from '../../build/release.json' with { type: 'json' };

/** Where updates come from, and who has to have signed them. */
export interface UpdateServer {
  /** The folder that the files of a release lie in; ends with a slash. */
  readonly address: URL;
  /** Ed25519, SPKI as DER in base64. */
  readonly publicKey: string;
}

/** https only, because what is asked tells which version somebody has; this computer itself may do without. */
const address = z
  .url({ protocol: /^https?$/ })
  .transform((text) => new URL(text.endsWith('/') ? text : `${text}/`))
  .refine(({ protocol, hostname }) => protocol === 'https:' || hostname === '127.0.0.1');

const releaseSchema = z.object({
  updateServer: z.string().nullable(),
  updateKey: z.string().nullable(),
});

/**
 * The server that this build or the organisation's policy names. The key is the build's alone: whoever mirrors releases can
 * choose the address, but not what is in them.
 * @param ofPolicy undefined when the policy names none
 * @returns null when there is no server, or no key that could prove what it sends
 */
export function updateServer(
  ofPolicy: string | undefined,
  built: unknown = release,
): UpdateServer | null {
  const { updateServer: ofBuild, updateKey } = releaseSchema.parse(built);
  const parsed = address.safeParse(ofPolicy ?? ofBuild);
  return parsed.success && updateKey !== null
    ? { address: parsed.data, publicKey: updateKey }
    : null;
}
