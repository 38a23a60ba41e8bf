import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Arch, build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PackedFile, readArchive, writeOut } from './archive.ts';
import { makePlaceholderRuntime, readFuses } from './placeholder-runtime.ts';
import { copyProject, type ProjectCopy } from './project-copy.ts';

const database = 'node_modules/better-sqlite3-multiple-ciphers';
const targets = [
  { platform: Platform.LINUX, to: 'linux-unpacked', executable: 'navigator-for-erp-net' },
  { platform: Platform.WINDOWS, to: 'win-unpacked', executable: 'Navigator for ERP.net.exe' },
] as const;

let project: ProjectCopy;

beforeAll(async () => {
  project = await copyProject();
  const runtime = join(project.folder, 'runtime');
  await makePlaceholderRuntime(runtime);
  for (const { platform } of targets) {
    await build({
      projectDir: project.folder,
      publish: 'never',
      targets: platform.createTarget('dir', Arch.x64),
      config: {
        electronDist: runtime,
        // Both would have to read the placeholder as a program.
        win: { signAndEditExecutable: false },
        disableAsarIntegrity: true,
      },
    });
  }
}, 120_000);

afterAll(async () => {
  await project.remove();
});

/** The runtime in these packages is a placeholder: what is tested is what is packed beside it, not that it runs. */
describe.each(targets)('what is packed for $platform.name', ({ platform, to, executable }) => {
  let folder: string;
  let files: readonly PackedFile[];

  beforeAll(async () => {
    folder = join(project.folder, 'release', to);
    files = await readArchive(join(folder, 'resources', 'app.asar'));
  });

  const paths = (): string[] => files.map(({ path }) => path);

  it('is what was built, the database’s module, and nothing else', async () => {
    const built = await readdir(join(project.folder, 'dist'), {
      recursive: true,
      withFileTypes: true,
    });
    const bundles = built
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
      .map(({ parentPath, name }) => join(parentPath, name).slice(project.folder.length + 1));
    const isModule = (path: string): boolean => path.startsWith(`${database}/`);
    expect(bundles.length).toBeGreaterThan(5);
    expect(
      paths()
        .filter((path) => !isModule(path))
        .toSorted(),
    ).toEqual([...bundles, 'package.json'].toSorted());
    const ofModule = paths()
      .filter(isModule)
      .map((path) => path.slice(database.length + 1))
      .filter((path) => !/^lib\/methods\/\w+\.js$/.test(path));
    expect(ofModule.sort()).toEqual([
      'LICENSE',
      'lib/binding.js',
      'lib/database.js',
      'lib/index.js',
      'lib/sqlite-error.js',
      'lib/util.js',
      'package.json',
      `prebuilds/${platform.nodeName}-x64.node`,
    ]);
  });

  it('leaves outside the archive, whose integrity is checked, only what the system has to load', () => {
    const unpacked = files.filter(({ isUnpacked }) => isUnpacked).map(({ path }) => path);
    expect(unpacked).toEqual([`${database}/prebuilds/${platform.nodeName}-x64.node`]);
  });

  it('asks for no package but Electron and the database', () => {
    const programs = files.filter(({ path }) => /^dist\/(main|preload)\/.*js$/.test(path));
    const asked = programs.flatMap(({ content }) => packagesIn(content.toString()));
    expect(new Set(asked)).toEqual(new Set(['electron', 'better-sqlite3-multiple-ciphers']));
  });

  it('has its fuses set', async () => {
    expect(await readFuses(join(folder, executable))).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    });
  });

  it.runIf(process.platform === platform.nodeName && process.arch === 'x64')(
    'opens an encrypted database with what is packed',
    async () => {
      const outside = join(project.folder, 'outside');
      await writeOut(files, outside);
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

/** Packages that a bundle imports or requires; Node's own modules are not among them. */
function packagesIn(program: string): string[] {
  const asked = program.matchAll(
    /(?:^|\n)\s*(?:import|export)\b[^'"\n]*["']([^'"\n]+)["']|\b(?:require|import)\(["']([^'"\n]+)["']\)/g,
  );
  return [...asked]
    .map(([, imported, required]) => imported ?? required ?? '')
    .filter((name) => !name.startsWith('.') && !isBuiltin(name));
}
