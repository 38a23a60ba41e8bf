import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parts, readBundle } from './bundled-modules.ts';

/** A package of others that reaches the people who install the app. */
export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** Its licence and notices as it has them; the usual text in its author's name where it has none. */
  readonly texts: readonly string[];
  /** Of its archive in the registry, as the lock file pins it: `sha512-…` in base64. */
  readonly integrity: string;
}

/** Shipped beside the bundles: the runtime, the database's module, and the headers that it is compiled with. */
const besides = ['electron', 'better-sqlite3-multiple-ciphers', 'node-addon-api'];
/** Licences that ask for nothing but to be passed on with the app. */
const permissive = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0'],
  ...['ISC', 'MIT', 'Unlicense'],
]);

const manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string(),
  author: z
    .union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)])
    .optional(),
});
const lockFile = z.object({
  packages: z.record(z.string(), z.object({ integrity: z.string().optional() })),
});

/**
 * The packages of others inside the app, by name: those that the bundles were made of, and those shipped beside them.
 * @param root of the project, with its bundles built
 * @throws Error with a sentence when one has no licence, or one that asks for more than to be passed on or has no text
 */
export async function shippedPackages(root: string): Promise<ShippedPackage[]> {
  const bundles = await Promise.all(parts.map((part) => readBundle(join(root, 'dist'), part)));
  const folders = new Set([
    ...bundles.flatMap(({ packages }) => packages),
    ...besides.map((name) => `node_modules/${name}`),
  ]);
  const { packages: locked } = lockFile.parse(
    JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')),
  );
  const found = await Promise.all(
    [...folders].map((folder) => readPackage(root, folder, locked[folder]?.integrity)),
  );
  // Of the same version there may be copies in several places.
  const byIdentity = new Map(found.map((one) => [`${one.name} ${one.version}`, one]));
  return [...byIdentity].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

async function readPackage(
  root: string,
  folder: string,
  integrity: string | undefined,
): Promise<ShippedPackage> {
  const path = join(root, folder);
  const text = await readFile(join(path, 'package.json'), 'utf8');
  const named = manifest.parse(JSON.parse(text));
  const { name, version, license } = named;
  if (!isPermissive(license)) {
    throw new Error(`${name} ${version} may not be shipped: its licence is ${license}.`);
  }
  if (integrity === undefined) throw new Error(`package-lock.json does not pin ${name}.`);
  const files = (await readdir(path)).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
  const own = await Promise.all(files.sort().map((file) => readFile(join(path, file), 'utf8')));
  const texts = own.length > 0 ? own : [await usualText(root, named)];
  return { name, version, licence: license, texts: texts.map((file) => file.trim()), integrity };
}

/** The text of the MIT licence is in the app's own licence; only the line of its holder differs. */
async function usualText(
  root: string,
  { name, version, license, author }: z.infer<typeof manifest>,
): Promise<string> {
  if (license !== 'MIT' || author === undefined) {
    throw new Error(`${name} ${version} may not be shipped: it has no text of its licence.`);
  }
  const text = await readFile(join(root, 'LICENSE'), 'utf8');
  return text.replace(/^Copyright .*$/m, `Copyright (c) ${author}`);
}

/**
 * Whether one of the alternatives in an SPDX expression is permissive in all its parts. Exceptions (`WITH`) are not.
 * @see SPDX specification, annex on licence expressions
 */
export function isPermissive(expression: string): boolean {
  return expression
    .replaceAll(/[()]/g, ' ')
    .split(' OR ')
    .some((alternative) =>
      alternative.split(' AND ').every((licence) => permissive.has(licence.trim())),
    );
}
