import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NtExecutable, NtExecutableResource, Resource } from 'resedit';
import { fuseNames, sentinel, unset } from './fuses.ts';

/** A place for the fuses in which none is set: each one that packaging forgets is found. */
const wire = Buffer.concat([
  sentinel,
  Buffer.from([1, fuseNames.length]),
  Buffer.alloc(fuseNames.length, unset),
]);

const framework = 'Contents/Frameworks/Electron Framework.framework/Electron Framework';

/**
 * Lays out a folder that packaging takes for Electron's runtime of any platform, which can't be downloaded everywhere: files of
 * nothing but what packaging reads and changes. What is packed with it does not run.
 */
export async function makePlaceholderRuntime(folder: string): Promise<void> {
  const mac = join(folder, 'Electron.app');
  const files: [string, string | Buffer][] = [
    [join(folder, 'electron'), wire],
    [join(folder, 'electron.exe'), windowsProgram()],
    [join(folder, 'LICENSE'), 'Electron’s own'],
    [join(folder, 'LICENSES.chromium.html'), 'Chromium’s'],
    [join(mac, 'Contents/Info.plist'), propertyList('Electron')],
    [join(mac, 'Contents/MacOS/Electron'), ''],
    [join(mac, 'Contents/Resources/electron.icns'), ''],
    [join(mac, framework), wire],
  ];
  for (const kind of ['', ' (Renderer)', ' (GPU)', ' (Plugin)']) {
    const name = `Electron Helper${kind}`;
    const helper = join(mac, `Contents/Frameworks/${name}.app/Contents`);
    files.push([join(helper, 'Info.plist'), propertyList(name)], [join(helper, 'MacOS', name), '']);
  }
  for (const [file, content] of files) {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content, { mode: 0o755 });
  }
}

/** A program in Windows' format of no code, a version, and the fuses behind its sections. */
function windowsProgram(): Buffer {
  const program = NtExecutable.createEmpty();
  const resources = NtExecutableResource.from(program);
  const version = Resource.VersionInfo.createEmpty();
  version.setStringValues({ lang: 0x0409, codepage: 1200 }, { ProductName: 'Electron' });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(program);
  program.setExtraData(Uint8Array.from(wire).buffer);
  return Buffer.from(program.generate());
}

const propertyList = (name: string): string => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>CFBundleExecutable</key><string>${name}</string>
<key>CFBundleIconFile</key><string>electron.icns</string>
</dict></plist>`;
