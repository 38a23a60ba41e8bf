import {
  AppImageUpdater,
  type AppUpdater,
  BaseUpdater,
  CancellationToken,
  DebUpdater,
  MacUpdater,
  NsisUpdater,
  Provider,
  RpmUpdater,
  type UpdateDownloadedEvent,
  type UpdateInfo,
} from 'electron-updater';
import {
  type ProviderRuntimeOptions,
  parseUpdateInfo,
  resolveFiles,
} from 'electron-updater/out/providers/Provider.js';
import type { Clock } from '../instance/clock.ts';
import type { ProxySignIn, SignInAnswer } from '../network/proxy-sign-in.ts';
import type { Installation } from './installation.ts';
import { isIntact } from './intact-file.ts';
import { isSignedRelease } from './signed-release.ts';
import { unlessSilent } from './silence.ts';
import { UpdateNotTrusted } from './update-failure.ts';
import type { UpdateServer } from './update-server.ts';
import type { UpdateSource } from './update-source.ts';

const updaters = {
  nsis: NsisUpdater,
  mac: MacUpdater,
  appImage: AppImageUpdater,
  deb: DebUpdater,
  rpm: RpmUpdater,
} satisfies Record<Installation, new () => AppUpdater>;

/** What updates by electron-updater need. */
export interface ElectronUpdatesOptions {
  readonly app: QuittingApp;
  readonly installsOnQuit: boolean;
  /** Signs in to proxies for the session that electron-updater asks through, which is that of all the app. */
  readonly proxies: Pick<ProxySignIn, 'answering'>;
  readonly clock: Pick<Clock, 'after'>;
}

/** The app, as far as it ends. */
export interface QuittingApp {
  quit(): void;
  /** When everything is on the disk and all windows are closed. */
  once(event: 'quit', listener: (event: unknown, exitCode: number) => void): unknown;
}

/**
 * Updates by electron-updater. It downloads in parts where it can, checks the hash of each file, and on Windows and macOS the
 * system's signature as well; that the hashes are ours is proven here.
 *
 * This file brings electron-updater along, so it is imported when somebody looks for updates and not before.
 */
export function createElectronUpdates(
  installation: Installation,
  server: UpdateServer,
  { app, installsOnQuit, proxies, clock }: ElectronUpdatesOptions,
): UpdateSource {
  const updater: AppUpdater = new updaters[installation]();
  // It would log addresses and what servers answered.
  updater.logger = null;
  updater.autoDownload = false;
  // macOS does that itself; for the others see `installAtTheEnd`.
  updater.autoInstallOnAppQuit = installation === 'mac' && installsOnQuit;
  updater.disableWebInstaller = true;
  updater.requestHeaders = { 'cache-control': 'no-cache' };
  // Errors come as rejections as well; without a listener the event would end the process.
  updater.on('error', () => undefined);
  /** What waits to be installed by this process; nothing on macOS, where the system takes it over. */
  let downloaded: UpdateDownloadedEvent | null = null;
  let isToStartAgain = false;
  if (updater instanceof BaseUpdater) {
    updater.once('update-downloaded', (update) => installAtTheEnd(updater, update));
  }

  /** electron-updater would install without another look at the file. */
  function installAtTheEnd(by: BaseUpdater, update: UpdateDownloadedEvent): void {
    downloaded = update;
    app.once('quit', (_event, exitCode) => {
      const isWanted = exitCode === 0 && (installsOnQuit || isToStartAgain);
      if (isWanted && isStillSigned(update)) by.install(true, isToStartAgain);
    });
  }

  let answer = proxies.answering();
  // Without a listener requests that a proxy holds up would wait for ever. Without a user the callback cancels; its type in
  // electron-updater leaves that out.
  updater.on('login', (info, callback) => answer(info, callback as SignInAnswer));
  let cancelling = new CancellationToken();
  const updateProvider = signedReleases(server, () => cancelling);
  updater.setFeedURL({ provider: 'custom', updateProvider });

  /** Asks the server for something, and whoever sits there for the proxy. */
  function ask<Value>(work: (hear: () => void) => Promise<Value>): Promise<Value> {
    answer = proxies.answering();
    const begun = new CancellationToken();
    cancelling = begun;
    return unlessSilent(clock, work, () => begun.cancel());
  }

  return {
    async check() {
      const found = await ask(() => updater.checkForUpdates());
      if (found === null || !found.isUpdateAvailable) return null;
      return { version: found.updateInfo.version, changes: changesOf(found.updateInfo) };
    },
    async download(onProgress) {
      await ask(async (hear) => {
        const tell = ({ percent }: { percent: number }): void => {
          hear();
          onProgress(percent);
        };
        updater.on('download-progress', tell);
        await updater
          .downloadUpdate(cancelling)
          .finally(() => updater.off('download-progress', tell));
      });
    },
    install() {
      if (downloaded !== null && !isStillSigned(downloaded)) return false;
      if (updater instanceof NsisUpdater || updater instanceof AppImageUpdater) {
        // electron-updater would begin before the app has ended: the installer for Windows ends what still runs, in the middle of
        // what has to be on the disk, and a newer AppImage finds the older one there and goes again.
        isToStartAgain = true;
        app.quit();
      } else {
        updater.quitAndInstall(true, true);
      }
      return true;
    },
  };
}

function isStillSigned({ downloadedFile, files }: UpdateDownloadedEvent): boolean {
  return isIntact(
    downloadedFile,
    files.map(({ sha512 }) => sha512),
  );
}

/** Releases on a server of files, each described by a file and a signature beside it. */
function signedReleases({ address, publicKey }: UpdateServer, cancelling: () => CancellationToken) {
  return class SignedReleases extends Provider<UpdateInfo> {
    // electron-updater gives the options, itself, and what requests are made with.
    constructor(_options: unknown, _updater: AppUpdater, runtime: ProviderRuntimeOptions) {
      super(runtime);
    }

    override async getLatestVersion(): Promise<UpdateInfo> {
      const file = `${this.getDefaultChannelName()}.yml`;
      const place = new URL(file, address);
      const description = await this.httpRequest(place, null, cancelling());
      const signature = await this.httpRequest(new URL(`${file}.sig`, address), null, cancelling());
      if (description === null || signature === null) throw new UpdateNotTrusted();
      if (!isSignedRelease(file, description, signature, publicKey)) throw new UpdateNotTrusted();
      return parseUpdateInfo(description, file, place);
    }

    override resolveFiles(info: UpdateInfo) {
      return resolveFiles(info, address);
    }

    /** electron-updater would tell the server a lasting number of this computer. Whose turn it is, is decided here without. */
    override setRequestHeaders(): void {
      super.setRequestHeaders({ 'cache-control': 'no-cache' });
    }
  };
}

function changesOf({ releaseNotes }: UpdateInfo): string | null {
  const notes =
    typeof releaseNotes === 'string'
      ? releaseNotes
      : (releaseNotes ?? []).map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n');
  const text = notes.trim().slice(0, longestChanges);
  return text === '' ? null : text;
}

/** Characters of what has changed. */
const longestChanges = 20_000;
