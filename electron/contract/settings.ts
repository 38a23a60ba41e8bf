import { z } from 'zod';
import { languages } from './languages.ts';
import { zooms } from './zoom.ts';

/**
 * What can be set, as kept in `settings.json` in the app's data folder. Every field has a default, so an older or
 * shorter file stays valid.
 */
export const settingsSchema = z.object({
  /** The instance offered at first start. */
  host: z.string().max(300).default(''),
  /** `ApplicationUri` of the Trusted Application (ERP.net docs, auth/configuration/trusted-apps-access.md). */
  clientId: z.string().min(1).max(200).default('erpnet-navigator'),
  /** Loopback ports tried in this order; each must be registered as a redirect URI. `0` asks the system for a free one. */
  redirectPorts: z
    .array(z.number().int().min(0).max(65535))
    .min(1)
    .max(20)
    .default([53177, 53178, 53179, 53180]),
  /**
   * How the browser comes back: to the loopback ports above, or to the app's own scheme, for instances that register
   * `net.navigator-for-erp.app:/callback` (RFC 8252 section 7.1).
   */
  redirect: z.enum(['loopback', 'scheme']).default('loopback'),
  staySignedIn: z.boolean().default(true),
  /**
   * Days without contact with the instance after which the local copy locks until the same user signs
   * in again.
   */
  offlineDays: z.number().int().min(1).max(3650).default(30),
  /** Megabytes that browsing may leave on the disk, without what is kept offline; counts from the next start. */
  offlineMegabytes: z.number().int().min(10).max(100_000).default(500),
  /** Keep offline data up to date on metered connections, too, as far as the system tells which ones are. */
  syncOnMetered: z.boolean().default(false),
  language: z.enum(['system', ...languages]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** In percent. */
  zoom: z.literal(zooms).default(100),
});

/** What can be set. */
export type Settings = z.infer<typeof settingsSchema>;

/** Arguments of `changeSettings`: the fields to change; the rest stays. */
export const changeSettingsArguments = z.strictObject({
  host: settingsSchema.shape.host.unwrap().optional(),
  clientId: settingsSchema.shape.clientId.unwrap().optional(),
  redirect: settingsSchema.shape.redirect.unwrap().optional(),
  staySignedIn: z.boolean().optional(),
  offlineDays: settingsSchema.shape.offlineDays.unwrap().optional(),
  offlineMegabytes: settingsSchema.shape.offlineMegabytes.unwrap().optional(),
  syncOnMetered: z.boolean().optional(),
  language: settingsSchema.shape.language.unwrap().optional(),
  theme: settingsSchema.shape.theme.unwrap().optional(),
  zoom: settingsSchema.shape.zoom.unwrap().optional(),
});

/** Fields of the settings to change. */
export type SettingsChange = z.infer<typeof changeSettingsArguments>;

/** The settings in force, and what was wrong with the file they came from. */
export interface SettingsState {
  readonly settings: Settings;
  /**
   * `broken`: the file, or some of its values, could not be read as settings; the defaults are in force for what could not, and
   * the file as it was is kept under `keptAs`.
   * `unsaved`: the last change could not be written; it holds until the app is closed.
   */
  readonly problem: { kind: 'broken'; keptAs: string } | { kind: 'unsaved' } | null;
}
