import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronUpdatesOptions } from './electron-updates.ts';
import { installationOf } from './installation.ts';
import { replacementOf } from './replacement.ts';
import { updateServer } from './update-server.ts';
import { noUpdates, startUpdates, type Updates, type UpdatesOptions } from './updates.ts';

/** What decides whether this copy of the app looks for newer versions. */
export interface UpdateChoices {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly isPackaged: boolean;
  /** The program that runs. */
  readonly program: string;
  /** The folder of what is packed beside the app. */
  readonly resources: string;
  /** What the organisation has decided. */
  readonly policy: { readonly isWanted: boolean; readonly server: string | undefined };
}

/**
 * Looks for newer versions where this copy of the app can be replaced, the organisation wants it, and there is a server to ask.
 * electron-updater is loaded when it is needed first.
 */
export async function followUpdates(
  { platform, env, isPackaged, program, resources, policy }: UpdateChoices,
  {
    app,
    proxies,
    ...options
  }: Omit<UpdatesOptions, 'source' | 'installsOnQuit'> &
    Pick<ElectronUpdatesOptions, 'app' | 'proxies'>,
): Promise<Updates> {
  const [isOfSystem, isOfDebian] = await Promise.all([
    isThere(join(resources, 'package-type')),
    isThere(debianFiles),
  ]);
  const facts = { platform, isPackaged, program, env, isOfSystem, isOfDebian };
  const installation = installationOf(facts);
  if (installation === null) return noUpdates('notInstalled');
  if (!policy.isWanted) return noUpdates('policy');
  const server = updateServer(policy.server);
  if (server === null) return noUpdates('noServer');
  const replacement = await replacementOf(installation, { program, resources, env });
  if (replacement === 'never') return noUpdates('notInstalled');
  const installsOnQuit = replacement === 'freely';
  return startUpdates({
    ...options,
    async source() {
      const { createElectronUpdates } = await import('./electron-updates.ts');
      const { clock } = options;
      return createElectronUpdates(installation, server, { app, installsOnQuit, proxies, clock });
    },
    installsOnQuit,
  });
}

/** Where Debian's package manager lists what it has installed of this app. */
export const debianFiles = '/var/lib/dpkg/info/navigator-for-erp-net.list';

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
