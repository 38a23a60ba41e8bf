import type { ShippedPackage } from './shipped-packages.ts';

/** The app itself. */
export interface Product {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/**
 * The software bill of materials of what is installed, in JSON. It has neither a serial number nor a time, both of which are
 * optional, so that the same sources make the same file.
 * @param sqlite the version inside the database's package, which the lists of known weaknesses go by
 * @see CycloneDX 1.6; package URL specification, types npm and generic; CPE 2.3
 */
export function billOfMaterials(
  product: Product,
  packages: readonly ShippedPackage[],
  sqlite: string,
): string {
  const components = packages.map(({ name, version, licence, integrity }) => ({
    type: name === 'electron' ? 'framework' : 'library',
    'bom-ref': packageUrl(name, version),
    name,
    version,
    hashes: [hash(integrity)],
    licenses: licences(licence),
    purl: packageUrl(name, version),
    ...(name === 'better-sqlite3-multiple-ciphers' ? { components: [sqliteItself(sqlite)] } : {}),
  }));
  const self = packageUrl(product.name, product.version);
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name: product.name,
        version: product.version,
        licenses: licences(product.license),
      },
    },
    components,
    dependencies: [{ ref: self, dependsOn: components.map(({ purl }) => purl) }],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

const sqliteItself = (version: string): object => ({
  type: 'library',
  'bom-ref': `pkg:generic/sqlite@${version}`,
  name: 'sqlite',
  version,
  licenses: [{ license: { id: 'blessing' } }],
  cpe: `cpe:2.3:a:sqlite:sqlite:${version}:*:*:*:*:*:*:*`,
  purl: `pkg:generic/sqlite@${version}`,
});

const packageUrl = (name: string, version: string): string =>
  `pkg:npm/${name.replace('@', '%40')}@${version}`;

const licences = (spdx: string): object[] =>
  /\s/.test(spdx) ? [{ expression: spdx }] : [{ license: { id: spdx } }];

/** Of a lock file's `sha512-…` in base64, as hexadecimal digits. */
function hash(integrity: string): { alg: string; content: string } {
  const [algorithm = '', digest = ''] = integrity.split('-', 2);
  const alg = algorithm.toUpperCase().replace('SHA', 'SHA-');
  return { alg, content: Buffer.from(digest, 'base64').toString('hex') };
}
