import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { z } from 'zod';

/** What a program for Windows says of itself. */
export interface WindowsProgram {
  readonly productName: string | undefined;
  readonly version: string | undefined;
  /** Pixels of the icons inside, ascending. */
  readonly iconSizes: readonly number[];
  /** SHA-256 of the header of its archive that it expects; undefined when it would take any. */
  readonly archiveHash: string | undefined;
}

/** Type and name of the resource that Electron reads. */
const integrityType = 'INTEGRITY';
const integrityName = 'ELECTRONASAR';
const integrity = z.tuple([
  z.object({
    file: z.literal('resources\\app.asar'),
    alg: z.literal('SHA256'),
    value: z.string(),
  }),
]);

/** @see Electron docs, tutorial/asar-integrity, on Windows */
export function readWindowsProgram(program: Buffer): WindowsProgram {
  const { entries } = NtExecutableResource.from(NtExecutable.from(program));
  const [version] = Resource.VersionInfo.fromEntries(entries);
  const [language] = version?.getAllLanguagesForStringValues() ?? [];
  const values = language === undefined ? undefined : version?.getStringValues(language);
  const groups = Resource.IconGroupEntry.fromEntries(entries);
  const expected = entries.find(({ type, id }) => type === integrityType && id === integrityName);
  return {
    productName: values?.ProductName,
    version: values?.FileVersion,
    // A byte has no 256: zero stands for it.
    iconSizes: groups
      .flatMap(({ icons }) => icons.map(({ width }) => width || 256))
      .toSorted((a, b) => a - b),
    archiveHash: expected && integrity.parse(jsonOf(expected.bin))[0].value,
  };
}

const jsonOf = (bytes: ArrayBuffer): unknown => JSON.parse(Buffer.from(bytes).toString());
