import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import product from '../../package.json' with { type: 'json' };
import { type Archive, readArchive, sha256, writeOut } from './archive.ts';
import { askedPackages } from './asked-packages.ts';
import { readFuses } from './fuses.ts';
import { type Packed, packAll, packOne, targets } from './packed-project.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';
import { readAppProperties } from './property-list.ts';
import { readWindowsProgram } from './windows-program.ts';

const database = 'node_modules/better-sqlite3-multiple-ciphers';
const schemes = ['erpnet-navigator', 'net.navigator-for-erp.app'];

let project: ProjectCopy;
let packed: Packed;

beforeAll(async () => {
  project = await copyProject();
  packed = await packAll(project);
}, 240_000);

afterAll(async () => {
  await project.remove();
});

/** Paths of files from a folder, with slashes, in order. */
async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();
}

/** What the bundles of a copy hold, by their paths. */
async function bundles({ folder }: ProjectCopy): Promise<Map<string, string>> {
  const paths = (await filesIn(join(folder, 'dist')))
    .filter((path) => /^(main|preload|renderer)\//.test(path) && !path.endsWith('.map'))
    .map((path) => `dist/${path}`);
  const contents = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  return new Map(contents.map((bytes, index) => [paths[index] ?? '', sha256(bytes)]));
}

/** The runtime in these packages is a placeholder: what is tested is what is packed beside it, not that it runs. */
describe.each(targets)('what is packed for $platform.name, $arch', (target) => {
  const { platform, arch, fused } = target;
  const prebuild = `prebuilds/${platform.nodeName}-${arch}.node`;
  let folder: string;
  let resources: string;
  let archive: Archive;

  beforeAll(async () => {
    folder = join(project.folder, 'release', target.to);
    resources = join(folder, target.resources);
    archive = await readArchive(join(resources, 'app.asar'));
  });

  it('is what was built, the database’s module, and nothing else', async () => {
    const built = [...(await bundles(project)).keys()];
    const ofModule = ['LICENSE', 'package.json', prebuild].concat(
      ...['binding', 'database', 'index', 'sqlite-error', 'util'].map((name) => `lib/${name}.js`),
    );
    expect(built.length).toBeGreaterThan(5);
    expect(
      archive.files
        .map(({ path }) => path)
        .filter((path) => !/\/lib\/methods\/\w+\.js$/.test(path))
        .toSorted(),
    ).toEqual(
      [...built, 'package.json', ...ofModule.map((path) => `${database}/${path}`)].toSorted(),
    );
  });

  it('leaves outside the archive, whose integrity is checked, only what the system has to load', () => {
    const unpacked = archive.files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path);
    expect(unpacked).toEqual([`${database}/${prebuild}`]);
  });

  it('has beside the archive the notices, what its system needs, and nothing else', async () => {
    const beside = (await filesIn(resources)).filter((path) => !path.startsWith('app.asar'));
    // Those of the runtime's own licences on macOS are not here: of a folder electron-builder takes the app alone.
    const ofSystem = new Map([
      [Platform.MAC, ['icon.icns']],
      [Platform.LINUX, ['app-update.yml', 'apparmor-profile', 'package-type']],
    ]);
    expect(beside).toEqual(
      [
        'notices/LICENSE.txt',
        'notices/THIRD-PARTY-NOTICES.txt',
        'notices/bill-of-materials.cdx.json',
        ...(ofSystem.get(platform) ?? []),
      ].toSorted(),
    );
  });

  it('is expected by the program with the hash of its list of files, and each file with its own', async () => {
    for (const { path, content, expectedHash } of archive.files) {
      expect(`${path} ${sha256(content)}`).toBe(`${path} ${expectedHash}`);
    }
    const program = await readFile(join(folder, target.program));
    // Electron does not check archives on Linux, so there the program expects nothing.
    if (platform === Platform.LINUX) return;
    const { archiveHash } =
      platform === Platform.MAC
        ? readAppProperties(program.toString())
        : readWindowsProgram(program);
    expect(archiveHash).toBe(archive.headerHash);
  });

  it('asks for no package but Electron and the database', () => {
    const programs = archive.files.filter(({ path }) => /^dist\/(main|preload)\/.*js$/.test(path));
    const asked = programs.flatMap(({ content }) => askedPackages(content.toString()));
    expect(new Set(asked)).toEqual(new Set(['electron', 'better-sqlite3-multiple-ciphers']));
  });

  it('tells nothing of the computer that it was made on', () => {
    for (const { path, content } of archive.files.filter(({ isUnpacked }) => !isUnpacked)) {
      const tells = [project.folder, join(import.meta.dirname, '..', '..')].filter((place) =>
        content.includes(place),
      );
      expect(`${path} ${tells.join()}`).toBe(`${path} `);
    }
  });

  it('has every fuse set that electron-builder knows', async () => {
    expect(await readFuses(join(folder, fused))).toEqual({
      runAsNode: 'off',
      enableCookieEncryption: 'on',
      enableNodeOptionsEnvironmentVariable: 'off',
      enableNodeCliInspectArguments: 'off',
      enableEmbeddedAsarIntegrityValidation: 'on',
      onlyLoadAppFromAsar: 'on',
      loadBrowserProcessSpecificV8Snapshot: 'off',
      grantFileProtocolExtraPrivileges: 'off',
      wasmTrapHandlers: 'unset',
    });
  });

  it.runIf(platform === Platform.WINDOWS)('shows its name, version and icons', async () => {
    const program = readWindowsProgram(await readFile(join(folder, target.program)));
    expect(program).toMatchObject({
      productName: 'Navigator for ERP.net',
      version: product.version,
      iconSizes: [16, 20, 24, 32, 40, 48, 64, 128, 256],
    });
  });

  it.runIf(platform === Platform.MAC)('shows its icon and opens its links', async () => {
    const drawn = await readFile(join(project.folder, 'build', 'icon.icns'));
    expect(sha256(await readFile(join(resources, 'icon.icns')))).toBe(sha256(drawn));
    const properties = readAppProperties(await readFile(join(folder, target.program), 'utf8'));
    expect(properties.schemes.toSorted()).toEqual(schemes);
  });

  it.runIf(process.platform === platform.nodeName && process.arch === arch)(
    'opens an encrypted database with what is packed',
    async () => {
      const outside = join(project.folder, 'outside');
      await writeOut(archive.files, outside);
      const program = `
        import Database from 'better-sqlite3-multiple-ciphers';
        const database = new Database(':memory:');
        console.log(database.prepare("SELECT sqlite3mc_version() AS version").get().version);`;
      const run = ['--input-type=module', '--eval', program];
      const { stdout } = await promisify(execFile)(process.execPath, run, { cwd: outside });
      expect(stdout).toMatch(/SQLite3 Multiple Ciphers/);
    },
  );
});

describe('installers', () => {
  it('are made for Linux in three formats and for both processors', () => {
    const name = `navigator-for-erp-net-${product.version}-linux`;
    expect(packed.installers).toEqual([
      `${name}-aarch64.rpm`,
      `${name}-amd64.deb`,
      `${name}-arm64.AppImage`,
      `${name}-arm64.deb`,
      `${name}-x86_64.AppImage`,
      `${name}-x86_64.rpm`,
    ]);
  });

  it('start the app on Linux in its sandbox, under the name of its windows, with its links and icons', () => {
    expect(packed.linux).toHaveLength(6);
    for (const { desktopEntry, icons } of packed.linux) {
      expect(desktopEntry).not.toContain('--no-sandbox');
      expect(desktopEntry).toContain('\nStartupWMClass=navigator-for-erp-net\n');
      for (const scheme of schemes) expect(desktopEntry).toContain(`x-scheme-handler/${scheme};`);
      const sizes = ['16x16', '24x24', '32x32', '48x48', '64x64', '128x128', '256x256', '512x512'];
      expect(icons).toEqual(/^Exec=AppRun/m.test(desktopEntry) ? [] : sizes);
    }
  });

  it.skipIf(process.platform === 'win32')(
    'for rpm leave alone what a newer version has just installed, and remove all of it at the end',
    async () => {
      const ofRpm = packed.linux.filter(({ afterRemove }) => afterRemove?.includes('= 1 ]'));
      expect(ofRpm).toHaveLength(2);
      for (const { afterRemove } of ofRpm) {
        // Each command is said instead of done.
        const said = `${afterRemove}`.replaceAll(/^(\s*)(update-alternatives|rm) /gm, '$1echo $2 ');
        const run = (left: string) =>
          promisify(execFile)('bash', ['-c', said.replace('#!/bin/bash', ''), 'rpm', left]);
        expect((await run('1')).stdout).toBe('');
        expect((await run('0')).stdout).toContain('/opt/Navigator for ERP.net/');
      }
    },
  );

  it('show their own pictures, in the sizes and formats that their tools take', async () => {
    const picture = (name: string): Promise<Buffer> =>
      readFile(join(project.folder, 'build', name));
    const side = await picture('installerSidebar.bmp');
    expect([side.readInt32LE(18), side.readInt32LE(22), side.readUInt16LE(28)]).toEqual([
      164, 314, 24,
    ]);
    // Width and height are the first words of a PNG's header.
    const sizes = ['background.png', 'background@2x.png'].map(async (name) => {
      const png = await picture(name);
      return [png.readUInt32BE(16), png.readUInt32BE(20)];
    });
    expect(await Promise.all(sizes)).toEqual([
      [540, 380],
      [1080, 760],
    ]);
  });

  it('register and remove the same links on Windows', async () => {
    const script = await readFile(join(project.folder, 'build', 'installer.nsh'), 'utf8');
    const named = (pattern: RegExp): string[] =>
      [...script.matchAll(pattern)].map(([, name = '']) => name).toSorted();
    expect(named(/insertmacro registerScheme "([^"]+)"/g)).toEqual(schemes);
    expect(named(/DeleteRegKey SHELL_CONTEXT "Software\\Classes\\([^"]+)"/g)).toEqual(schemes);
  });
});

describe('the same sources', () => {
  it('make the same bundles and the same package in another folder', async () => {
    const [target] = targets;
    if (target === undefined) throw new Error('Nothing is packed.');
    const another = await copyProject(project.folder);
    try {
      expect(await bundles(another)).toEqual(await bundles(project));
      await packOne(another, target);
      const [inFirst, inSecond] = await Promise.all(
        [project, another].map(async ({ folder }) => {
          const resources = join(folder, 'release', target.to, target.resources);
          const { files } = await readArchive(join(resources, 'app.asar'));
          const notices = await filesIn(join(resources, 'notices'));
          const texts = notices.map((name) => readFile(join(resources, 'notices', name)));
          return [
            ...files.map(({ path, content }) => `${path} ${sha256(content)}`),
            ...(await Promise.all(texts)).map((text, index) => `${notices[index]} ${sha256(text)}`),
          ];
        }),
      );
      expect(inFirst?.length).toBeGreaterThan(20);
      expect(inSecond).toEqual(inFirst);
    } finally {
      await another.remove();
    }
  }, 240_000);
});
