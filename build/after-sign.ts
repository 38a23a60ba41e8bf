import type { AfterPackContext } from 'electron-builder';

/** What notarising needs, of which one set is enough. */
const credentials = [
  ['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'],
  ['APPLE_ID', 'APPLE_APP_SPECIFIC_PASSWORD', 'APPLE_TEAM_ID'],
  ['APPLE_KEYCHAIN_PROFILE'],
];

/**
 * Says of a signed package for macOS that it was not notarised, and what that takes: electron-builder notarises what it signs
 * when it finds the credentials, and is vague when it does not.
 */
export default function afterSign(
  { electronPlatformName }: Pick<AfterPackContext, 'electronPlatformName'>,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): void {
  const canBe = credentials.some((set) => set.every((name) => environment[name]));
  if (electronPlatformName !== 'darwin' || canBe) return;
  const ways = credentials.map((set) => set.join(' + ')).join(', or ');
  console.log(`Not notarised: set ${ways}. macOS warns people who install this package.`);
}
