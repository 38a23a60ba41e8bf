import { execFile } from 'node:child_process';
import { posix, win32 } from 'node:path';
import { type FoundFile, readTrustedFile } from './trusted-file.ts';

/** The computer whose policy is read. */
export interface PolicyComputer {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** As {@link readTrustedFile} does it. */
  readonly read: (path: string) => Promise<FoundFile | null>;
  /** Makes JSON of a property list; rejects when it is none. */
  readonly jsonOfPropertyList: (path: string) => Promise<string>;
}

/** The computer that this runs on. */
export function thisComputer(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): PolicyComputer {
  return {
    platform,
    env,
    read: (path) => readTrustedFile(path, platform),
    jsonOfPropertyList,
  };
}

/** How long macOS may take to convert a small file, in milliseconds. */
const conversionTimeLimit = 3000;

function jsonOfPropertyList(path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(
      '/usr/bin/plutil',
      ['-convert', 'json', '-o', '-', '--', path],
      { timeout: conversionTimeLimit },
      (error, output) => (error === null ? resolve(output) : reject(error)),
    );
  });
}

/**
 * Where a computer's policy is.
 *
 * On Windows it is a file and not the registry: reading that needs `reg.exe`, which many organisations turn off along with the
 * registry editor, and the policy would be gone exactly there. Group Policy brings files as it does keys (Preferences, Files).
 * `ProgramData` would not do, because everybody may make folders in it; below `Program Files` only administrators write.
 */
export function policyPlace({ platform, env }: Pick<PolicyComputer, 'platform' | 'env'>): string {
  if (platform === 'win32') {
    const folder = env.CommonProgramW6432 ?? env.CommonProgramFiles;
    return win32.join(
      folder ?? 'C:\\Program Files\\Common Files',
      'Navigator for ERP.net',
      'policy.json',
    );
  }
  // Where macOS puts what a configuration profile sets for an app.
  if (platform === 'darwin') return '/Library/Managed Preferences/net.navigator-for-erp.app.plist';
  return posix.join('/etc', 'navigator-for-erp-net', 'policy.json');
}

/** What the file of a policy says. */
export type PolicyFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' | 'notTrusted'; readonly place: string }
  | { readonly kind: 'present'; readonly place: string; readonly content: unknown };

/** Reads the file of a computer's policy. Never rejects. */
export async function readPolicyFile(computer: PolicyComputer): Promise<PolicyFile> {
  const place = policyPlace(computer);
  try {
    const found = await computer.read(place);
    if (found === null) return { kind: 'absent' };
    if (!found.isTrusted) return { kind: 'notTrusted', place };
    const text =
      computer.platform === 'darwin'
        ? await computer.jsonOfPropertyList(place)
        : textOf(found.content);
    return { kind: 'present', place, content: JSON.parse(text) };
  } catch {
    return { kind: 'unreadable', place };
  }
}

/**
 * What is written in UTF-8 or, as by Windows PowerShell's `Out-File` and `>`, in UTF-16; editors of Windows begin both with a byte
 * order mark, which goes.
 * @throws for bytes that are no text: half a policy would be another policy
 */
function textOf(bytes: Buffer): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
}
