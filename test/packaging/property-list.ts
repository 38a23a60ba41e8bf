/** What of an app's `Info.plist` the tests ask. */
export interface AppProperties {
  /** The schemes of links that macOS opens with it. */
  readonly schemes: readonly string[];
  /** SHA-256 of the header of its archive that it expects; undefined when it would take any. */
  readonly archiveHash: string | undefined;
}

/** Reads the XML that electron-builder writes, which is not every property list. */
export function readAppProperties(text: string): AppProperties {
  const lists = text.matchAll(/<key>CFBundleURLSchemes<\/key>\s*<array>([\s\S]*?)<\/array>/g);
  const integrity =
    /<key>Resources\/app\.asar<\/key>\s*<dict>\s*<key>algorithm<\/key>\s*<string>SHA256<\/string>\s*<key>hash<\/key>\s*<string>(\w{64})</;
  return {
    schemes: [...lists].flatMap(([, list = '']) => stringsIn(list)),
    archiveHash: integrity.exec(text)?.[1],
  };
}

/** The keys that a list of entitlements sets to true. */
export const grantedIn = (text: string): string[] =>
  [...text.matchAll(/<key>([^<]+)<\/key>\s*<true\/>/g)].map(([, key = '']) => key);

const stringsIn = (text: string): string[] =>
  [...text.matchAll(/<string>([^<]*)<\/string>/g)].map(([, value = '']) => value);
