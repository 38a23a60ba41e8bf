import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSafeStorage } from 'safe-storage-wrapper';
import type { Instance } from '../../../electron/contract/instance.ts';
import { disk } from '../../../electron/disk/atomic-file.ts';
import { createVault } from '../../../electron/session/vault.ts';
import { fakeElectron } from '../../electron/safe-storage-wrapper/fake-electron.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import type { Origin } from './protocol.ts';

/** Who signs in. */
export const maria = { login: 'maria.petrova', password: 'demo' };

/** What auto-discovery finds at a simulator. */
export function instanceAt({ origin, host }: Pick<Origin, 'origin' | 'host'>): Instance {
  return {
    ...{ host, database: 'demodb', version: '26.2.0.76', issuer: `${origin}/id` },
    ...{ domainApi: `${origin}/api`, odataRoot: `${origin}/api/domain/odata/` },
    ...{ profile: `${origin}/profile`, webClient: null },
  };
}

/** A computer with the app's folder and a keyring, and an instance of its own, of which everything is known. */
export interface World {
  readonly origin: Origin;
  readonly simulator: Simulator;
  /** The refresh token that the vault would start with; null when there is none. */
  keptToken(accountKey: string): Promise<string | null>;
  /** The refresh token that the instance issued last. */
  newestToken(): string | null;
  close(): Promise<void>;
}

/**
 * @param reuseGrace for how many seconds the instance takes a refresh token again that was used. Its clock goes at a tenth
 *   of the true speed: a busy machine, on which a restart takes seconds, must not use the grace up.
 */
export async function createWorld(reuseGrace: number): Promise<World> {
  const begin = Date.now();
  const folder = await mkdtemp(join(tmpdir(), 'erpnet-killed-'));
  await writeFile(join(folder, 'keyring'), randomBytes(32));
  const simulator = await startSimulator({
    ...{ orders: 1, loopbackRedirects: 'anyPort', rateLimit: 1_000_000, reuseGrace },
    wallClock: () => begin + (Date.now() - begin) / 10,
  });
  const { electron } = fakeElectron(await readFile(join(folder, 'keyring')));
  const storage = createSafeStorage(electron, { platform: 'linux' });
  return {
    simulator,
    origin: { folder, origin: simulator.origin, host: simulator.host },
    async keptToken(accountKey) {
      const vault = createVault({
        ...{ folder: join(folder, 'app'), disk, storage, random: randomBytes },
      });
      const opening = await vault.open(accountKey);
      return opening.status === 'opened' ? opening.session.tokens.refreshToken : null;
    },
    newestToken: () => simulator.control.issuedSecrets().refreshTokens.at(-1) ?? null,
    async close() {
      await simulator.close();
      await rm(folder, { recursive: true });
    },
  };
}
