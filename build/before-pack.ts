import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AfterPackContext } from 'electron-builder';
import { z } from 'zod';
import { billOfMaterials } from './bill-of-materials.ts';
import { releaseNotes } from './release-notes.ts';
import { shippedPackages } from './shipped-packages.ts';
import { readDatabaseSource, thirdPartyNotices } from './third-party-notices.ts';

/** What electron-builder tells a hook before it packs, as far as this one needs it. */
export interface BeforePack {
  readonly packager: Pick<AfterPackContext['packager'], 'projectDir'>;
}

/** What of `package.json` names the app itself. */
const product = z.object({ name: z.string(), version: z.string(), license: z.string() });

/**
 * Writes the licences and the bill of materials that electron-builder puts into the app's resources, and what has changed, which it
 * puts into the description of an update.
 */
export default async function beforePack({ packager }: BeforePack): Promise<void> {
  const root = packager.projectDir;
  const into = join(root, 'dist', 'notices');
  const packages = await shippedPackages(root);
  const self = product.parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
  const database = await readDatabaseSource(root);
  await mkdir(into, { recursive: true });
  await copyFile(join(root, 'LICENSE'), join(into, 'LICENSE.txt'));
  await writeFile(join(into, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(packages, database));
  const bill = billOfMaterials(self, packages, database.version);
  await writeFile(join(into, 'bill-of-materials.cdx.json'), bill);
  const changelog = await readFile(join(root, 'CHANGELOG.md'), 'utf8');
  await writeFile(join(root, 'dist', 'release-notes.txt'), releaseNotes(changelog, self.version));
}
