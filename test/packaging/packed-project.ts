import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Arch, type Configuration, Platform, build as packWith } from 'electron-builder';
import { z } from 'zod';
import { makePlaceholderRuntime } from './placeholder-runtime.ts';
import type { ProjectCopy } from './project-copy.ts';

const macApp = 'Navigator for ERP.net.app/Contents';
const linux = {
  platform: Platform.LINUX,
  resources: 'resources',
  program: 'navigator-for-erp-net',
  fused: 'navigator-for-erp-net',
};
const windows = {
  platform: Platform.WINDOWS,
  resources: 'resources',
  program: 'Navigator for ERP.net.exe',
  fused: 'Navigator for ERP.net.exe',
};
const mac = {
  platform: Platform.MAC,
  resources: `${macApp}/Resources`,
  program: `${macApp}/Info.plist`,
  fused: `${macApp}/Frameworks/Electron Framework.framework/Electron Framework`,
};

/**
 * What is packed for whom, and where in the folder `to` there are the resources, what tells about the program, and the fuses.
 * electron-builder packs for macOS everywhere but on Windows.
 */
export const targets = [
  { ...linux, arch: 'x64', to: 'linux-unpacked' },
  { ...linux, arch: 'arm64', to: 'linux-arm64-unpacked' },
  { ...windows, arch: 'x64', to: 'win-unpacked' },
  { ...windows, arch: 'arm64', to: 'win-arm64-unpacked' },
  { ...mac, arch: 'x64', to: 'mac' },
  { ...mac, arch: 'arm64', to: 'mac-arm64' },
].filter(({ platform }) => process.platform !== 'win32' || platform !== Platform.MAC);

/** What an installer for Linux was going to contain besides the app. */
export interface LinuxInstaller {
  readonly desktopEntry: string;
  /** File names of the icons, with their sizes; none for AppImage, which finds them itself. */
  readonly icons: readonly string[];
  /** What runs when it was removed; null for AppImage, which nobody removes but by deleting it. */
  readonly afterRemove: string | null;
}

/** What came of packing. */
export interface Packed {
  /** File names of the installers that were begun. */
  readonly installers: readonly string[];
  readonly linux: readonly LinuxInstaller[];
}

/** What electron-builder would tell the program that makes an AppImage, and the one that makes deb and rpm. */
const forTool = z.union([
  z.object({ desktop: z.string() }),
  z.tuple([z.array(z.string()), z.string()]),
]);

/** Packs a built project for all {@link targets}, with a placeholder of Electron's runtime. */
export async function packAll(project: ProjectCopy): Promise<Packed> {
  await makePlaceholderRuntime(join(project.folder, 'runtime'));
  console.log('Packed with a placeholder of Electron’s runtime: these packages do not run.');
  const installers: string[] = [];
  const linuxInstallers: LinuxInstaller[] = [];
  for (const platform of new Set(targets.map((target) => target.platform))) {
    await packWith({
      projectDir: project.folder,
      publish: 'never',
      targets: platform.createTarget(
        // The tools that make other installers would be downloaded; those for Linux only after they were told what to do.
        platform === Platform.LINUX ? ['AppImage', 'deb', 'rpm'] : 'dir',
        Arch.x64,
        Arch.arm64,
      ),
      config: {
        ...placeholders(project.folder),
        artifactBuildStarted: ({ file }) => void installers.push(basename(file)),
      },
      async effectiveOptionComputed(told: unknown) {
        linuxInstallers.push(await linuxInstaller(forTool.parse(told)));
        return true;
      },
    });
  }
  return { installers: installers.toSorted(), linux: linuxInstallers };
}

/** Packs a built project for one target, without installers. */
export async function packOne(
  project: ProjectCopy,
  target: { readonly platform: Platform; readonly arch: string },
): Promise<void> {
  await makePlaceholderRuntime(join(project.folder, 'runtime'));
  await packWith({
    projectDir: project.folder,
    publish: 'never',
    targets: target.platform.createTarget('dir', Arch[target.arch === 'x64' ? 'x64' : 'arm64']),
    config: placeholders(project.folder),
  });
}

/** What a placeholder of the runtime needs, and a project that is not in the current folder. */
const placeholders = (folder: string): Configuration => ({
  electronDist: join(folder, 'runtime'),
  mac: { identity: null },
  electronFuses: { resetAdHocDarwinSignature: false },
  beforePack: join(folder, 'build', 'before-pack.ts'),
  afterSign: join(folder, 'build', 'after-sign.ts'),
  afterAllArtifactBuild: join(folder, 'build', 'after-all-artifact-build.ts'),
});

async function linuxInstaller(told: z.infer<typeof forTool>): Promise<LinuxInstaller> {
  if (!Array.isArray(told)) return { desktopEntry: told.desktop, icons: [], afterRemove: null };
  const [arguments_, desktopFile] = told;
  const icons = arguments_.flatMap((one) => /\/hicolor\/(\d+x\d+)\/apps\//.exec(one)?.[1] ?? []);
  const script = arguments_[arguments_.indexOf('--after-remove') + 1] ?? '';
  const [desktopEntry, afterRemove] = await Promise.all(
    [desktopFile, script].map((file) => readFile(file, 'utf8')),
  );
  return { desktopEntry: desktopEntry ?? '', icons, afterRemove: afterRemove ?? null };
}
