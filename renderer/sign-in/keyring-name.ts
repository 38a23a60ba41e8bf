/** Chromium's names of keyrings, with those that people know. */
const names: Readonly<Record<string, string>> = {
  gnome_libsecret: 'GNOME Keyring',
  kwallet: 'KWallet',
  kwallet5: 'KWallet 5',
  kwallet6: 'KWallet 6',
  keychain: 'Keychain',
  dpapi: 'Windows',
};
const none: ReadonlySet<string> = new Set(['', 'basic_text', 'unknown']);

/**
 * What people call a keyring.
 *
 * @param backend - as Electron's `safeStorage.getSelectedStorageBackend()` names it
 * @returns null when it is none
 */
export function keyringName(backend: string): string | null {
  return none.has(backend) ? null : (names[backend] ?? backend);
}
