import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  clipboard,
  dialog,
  type Session as ElectronSession,
  session as electronSession,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  shell,
  utilityProcess,
} from 'electron';
import { createSafeStorage, type SafeStorage } from 'safe-storage-wrapper';
import type { Language } from './contract/languages.ts';
import { createDiagnostics } from './diagnostics/diagnostics.ts';
import { logFiles } from './diagnostics/rotating-log.ts';
import { disk } from './disk/atomic-file.ts';
import { readChosenFile } from './disk/chosen-file.ts';
import type { Lock } from './disk/lock.ts';
import { createLockFile } from './disk/lock-file.ts';
import { watchWrites } from './disk/pending-writes.ts';
import { isAlive, thisProcess } from './disk/running-process.ts';
import { systemClock } from './instance/clock.ts';
import { findInstance } from './instance/discovery.ts';
import { createHttpClient } from './instance/http.ts';
import { whoAmI } from './instance/profile.ts';
import { removeAbandonedCopies } from './local-copy/abandoned-copies.ts';
import { chooseClientCertificates } from './network/client-certificates.ts';
import { type Network, networkPartition, openNetwork } from './network/network-session.ts';
import { createProxySignIn } from './network/proxy-sign-in.ts';
import { createNetworkQuestions } from './network/questions.ts';
import { decided, type Policy, policyState, readPolicy } from './policy/policy.ts';
import { policyFacts } from './policy/policy-facts.ts';
import { thisComputer } from './policy/policy-file.ts';
import type { AccountData } from './requests/account-data.ts';
import type { AccountsData } from './requests/accounts-data.ts';
import { accountKeys, connectAccounts } from './requests/connected-accounts.ts';
import { createDiagnosticsAnswers } from './requests/diagnostics-answers.ts';
import { requestHandlers } from './requests/requests.ts';
import { createTickets, type Tickets } from './requests/tickets.ts';
import { withinPolicy } from './requests/within-policy.ts';
import { type ClientSecrets, createClientSecrets } from './session/client-secrets.ts';
import { systemClock as sessionClock } from './session/clock.ts';
import { schemeRedirectUri } from './session/scheme-redirect.ts';
import { createSession, type Session } from './session/session.ts';
import { type AppMenu, showAppMenu } from './shell/app-menu.ts';
import { appPage, appProtocolHandler, appScheme } from './shell/app-protocol.ts';
import { keepDataHere } from './shell/data-folder.ts';
import { type DeepLinks, openDeepLinks } from './shell/deep-links.ts';
import { denyDownloads } from './shell/downloads.ts';
import { openInBrowser } from './shell/external-browser.ts';
import { createFileDialogs } from './shell/file-dialogs.ts';
import { openGate, tell } from './shell/ipc-gate.ts';
import { chooseLanguage, chooseLocale } from './shell/language.ts';
import { menuWords } from './shell/menu-words.ts';
import { createMetering, type HintedMetering } from './shell/metering.ts';
import { pinToPage } from './shell/navigation.ts';
import { type OpenedLinks, openLinks } from './shell/opened-links.ts';
import { denyPermissions } from './shell/permissions.ts';
import { followPower } from './shell/power.ts';
import { type WatchedPresence, watchPresence } from './shell/presence.ts';
import { finishBeforeQuitting } from './shell/quitting.ts';
import { openSettings, type SettingsStore } from './shell/settings.ts';
import { tellFailedStart } from './shell/start-up-failure.ts';
import { systemTimeZone } from './shell/system-time-zone.ts';
import { joinTaskbar } from './shell/taskbar.ts';
import { createTroubleDialogs } from './shell/trouble-dialogs.ts';
import { type TroubleWords, troubleWords } from './shell/trouble-words.ts';
import { bringToFront, contentsOf, createWindow, loadPage } from './shell/window.ts';
import { careForCrashes, type WindowCrashes } from './shell/window-crashes.ts';
import { careForHangs } from './shell/window-hangs.ts';
import { followUpdates } from './updates/follow-updates.ts';
import type { Updates } from './updates/updates.ts';
import { createViewExchange } from './workspace/view-exchange.ts';
import { keepWindowBounds, readWindowBounds } from './workspace/window-bounds.ts';

const bundle = join(import.meta.dirname, '..');
/** The bundle of the local copy's own process. */
const libraryProcess = join(import.meta.dirname, 'library-process.js');
/** How long a person at first start should wait for a host that does not answer, in milliseconds. */
const discoveryTimeLimit = 15_000;
/** How long the window waits for the keyring before it says so, in milliseconds. */
const keyringPatience = 500;
/** How to get a keyring on Linux, for all its desktops. */
const keyringHelp = 'https://wiki.archlinux.org/title/GNOME/Keyring';
keepDataHere(app, process.platform, process.env, (path) => mkdirSync(path, { recursive: true }));
const files = watchWrites(disk);
const self = thisProcess(randomBytes);
const diagnostics = createDiagnostics({
  folder: app.getPath('userData'),
  files: logFiles,
  clock: systemClock,
});
const questions = createNetworkQuestions((question) =>
  tell(contentsOf(window), 'networkQuestionChanged', question),
);
const proxies = createProxySignIn({
  request: (url) =>
    net.request({ url, method: 'HEAD', session: networkSession(), redirect: 'manual' }),
  questions,
  clock: systemClock,
  onState: (state) => diagnostics.note({ event: 'proxySignIn', state }),
});
const certificates = chooseClientCertificates(app, {
  questions,
  clock: systemClock,
  onState: (state) => diagnostics.note({ event: 'clientCertificate', state }),
});
/** All that goes to the network goes this way: through the system's proxy, signed in to it if need be, and into the list. */
const networkFetch = certificates.through(
  proxies.through(diagnostics.watch((input, init) => openedNetwork().fetch(input, init))),
);
let network: Network | undefined;
let window: BrowserWindow | undefined;
/** How the window fared; undefined before there is one. */
let crashes: WindowCrashes | undefined;

function main(): void {
  app.enableSandbox();
  joinTaskbar(app, process.platform);
  protocol.registerSchemesAsPrivileged([appScheme]);
  // A second start would be a second writer of the same sign-in: it wakes the first and goes.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.on('web-contents-created', (_event, contents) => pinToPage(contents));
  const links = openDeepLinks(app, schemeRedirectUri, process.platform);
  const openedLinks = openLinks(app, process.argv, process.platform);
  const reading = readPolicy(thisComputer(process.platform, process.env));
  app
    .whenReady()
    .then(() => start(links, openedLinks, reading))
    .catch(failToStart);
}

async function start(
  links: DeepLinks,
  openedLinks: OpenedLinks,
  reading: Promise<Policy>,
): Promise<void> {
  const folder = app.getPath('userData');
  diagnostics.note({
    ...{ event: 'start', version: app.getVersion(), electron: process.versions.electron },
    ...{ platform: process.platform, arch: process.arch, system: release() },
  });
  const policy = await reading;
  const settings = await openSettings(files, join(folder, 'settings.json'), policy);
  nativeTheme.themeSource = settings.state().settings.theme;
  const menu = openMenu(settings, policy);

  const storage = createSafeStorage(safeStorage, { platform: process.platform });
  const secrets = createClientSecrets({ folder, disk: files, storage });
  const session = openSession({ folder, settings, storage, secrets, links });
  followPower(powerMonitor, session);
  const presence = watchPresence({ powerMonitor, clock: systemClock });
  const metering = createMetering(settings);
  const data = openAccounts({ folder, policy, session, settings, presence, metering });
  const tickets = createTickets();
  const updates = await openUpdates(policy, presence, metering);
  const takenUp = takeUpSession(session);
  void takenUp.then(() => removeAbandonedCopies(copiesFolder(folder), accountKeys(session)));
  answerRequests({
    folder,
    policy,
    menu,
    settings,
    session,
    secrets,
    takenUp,
    data,
    tickets,
    metering,
    openedLinks,
    updates,
  });
  openedLinks.onChange((waiting) => tell(contentsOf(window), 'linkChanged', waiting));

  const openWindow = prepareWindow({ folder, policy, menu, settings, presence, tickets });
  app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
    if (reason !== 'clean-exit') reportGone(type, reason, exitCode);
  });
  app.on('second-instance', () => showWindow(openWindow));
  app.on('activate', () => showWindow(openWindow));
  app.on('window-all-closed', () => {
    questions.dismissAll();
    tickets.cancelAll();
    if (process.platform !== 'darwin') app.quit();
  });
  finishBeforeQuitting(app, sessionClock, {
    async finish() {
      questions.dismissAll();
      await Promise.all([session.close(), data.close()]);
      await files.settled();
      diagnostics.note({ event: 'quit' });
      await diagnostics.settled();
    },
    reportDefect: (error) => reportDefect('quitting', error),
  });
  await openWindow();
}

const language = (settings: SettingsStore): Language =>
  chooseLanguage(settings.state().settings.language, app.getPreferredSystemLanguages());

/** The network is asked through a session of its own. */
function networkSession(): ElectronSession {
  return electronSession.fromPartition(networkPartition, { cache: false });
}

function openedNetwork(): Network {
  network ??= openNetwork(networkSession());
  return network;
}

/** Whether anything answers at a host as an instance does. */
async function isReachable(host: string, signal: AbortSignal): Promise<boolean> {
  const http = createHttpClient({ fetch: networkFetch, timeoutMs: discoveryTimeLimit });
  return (await findInstance(http, host, signal)).ok;
}

/** Held across read, refresh and save of a sign-in, in case that another copy of the app runs all the same. */
function lockFile(path: string): Lock {
  return createLockFile(path, { self, isAlive, random: randomBytes, clock: sessionClock });
}

function openSession(parts: {
  folder: string;
  settings: SettingsStore;
  storage: SafeStorage;
  secrets: ClientSecrets;
  links: DeepLinks;
}): Session {
  const { folder, settings, storage, secrets, links } = parts;
  const http = createHttpClient({ fetch: networkFetch });
  const session = createSession({
    ...{ folder, disk: files, storage, secrets, lock: lockFile, clock: sessionClock },
    fetch: networkFetch,
    openBrowser: (url) => openInBrowser(url, (address) => shell.openExternal(address)),
    schemeRedirects: links,
    identify: (accessToken, instance) =>
      whoAmI({ http, clock: systemClock }, instance, accessToken),
    findInstance: (host) => findInstance(http, host),
    language: () => language(settings),
    random: randomBytes,
  });
  session.onAccountsChange((list) => tell(contentsOf(window), 'accountsChanged', list));
  let before = session.state();
  session.onChange((state) => {
    diagnostics.states.session(state);
    tell(contentsOf(window), 'sessionChanged', state);
    // The browser is in front of the window now, and what comes next happens in the window.
    const returned = before.status === 'signingIn' && state.status !== 'signingIn';
    if (returned) bringToFront(window, app);
    before = state;
  });
  return session;
}

/** Takes up the kept sign-in. A keyring that opens at once, as nearly all do, should not flash another screen first. */
function takeUpSession(session: Session): Promise<void> {
  const started = session.start().catch((error: unknown) => reportDefect('session', error));
  return Promise.race([started, sessionClock.sleep(keyringPatience)]);
}

const copiesFolder = (userData: string): string => join(userData, 'copies');

/** Connects each account to its data: its instance through the app's network, and its copy in a process of its own. */
function openAccounts(parts: {
  folder: string;
  policy: Policy;
  session: Session;
  settings: SettingsStore;
  presence: WatchedPresence;
  metering: HintedMetering;
}): AccountsData<AccountData> {
  const { folder, policy, session, settings, presence, metering } = parts;
  return connectAccounts({
    ...{ policy, session, settings, presence, metering, diagnostics, isReachable },
    copies: copiesFolder(folder),
    fetch: networkFetch,
    fork: () => utilityProcess.fork(libraryProcess, [], { serviceName: 'Local copy' }),
    clock: systemClock,
    sleep: (ms) => sessionClock.sleep(ms),
    language: () => language(settings),
    timeZone: () => systemTimeZone(process.env),
    locale: systemLocale,
    tell: (event, payload) => tell(contentsOf(window), event, payload),
  });
}

/** By which numbers and dates are written, BCP 47. */
function systemLocale(): string {
  return chooseLocale(app.getSystemLocale(), app.getPreferredSystemLanguages());
}

function answerRequests(parts: {
  folder: string;
  policy: Policy;
  menu: AppMenu;
  settings: SettingsStore;
  session: Session;
  secrets: ClientSecrets;
  takenUp: Promise<void>;
  data: AccountsData<AccountData>;
  tickets: Tickets;
  metering: HintedMetering;
  openedLinks: OpenedLinks;
  updates: Updates;
}): void {
  const { policy, menu, settings, session, secrets, takenUp, data, tickets, metering } = parts;
  const { openedLinks, updates } = parts;
  const http = createHttpClient({ fetch: networkFetch, timeoutMs: discoveryTimeLimit });
  settings.onChange((state) => {
    nativeTheme.themeSource = state.settings.theme;
    contentsOf(window)?.setZoomFactor(state.settings.zoom / 100);
    menu.speak();
    tell(contentsOf(window), 'settingsChanged', state);
  });
  const handlers = requestHandlers({
    appInfo: () => ({
      name: app.getName(),
      version: app.getVersion(),
      language: language(settings),
      locale: systemLocale(),
      platform: process.platform,
      wasRestarted: crashes?.wasRestarted() ?? false,
      runtime: { electron: process.versions.electron, chromium: process.versions.chrome },
      policy: policyState(policy),
    }),
    settings,
    session,
    secrets,
    takenUp,
    data,
    tickets,
    onConnectionHint: (isMetered) => metering.hint(isMetered),
    findInstance: (host) => findInstance(http, host),
    openKeyringHelp: () => openInBrowser(keyringHelp, (address) => shell.openExternal(address)),
    links: openedLinks,
    openWebPage: (page) => openInBrowser(page, (address) => shell.openExternal(address)),
    copyText: (text) => clipboard.writeText(text),
    openLicences,
    onCommandsOffered: (commands) => menu.offer(commands),
    viewExchange: createViewExchange({
      dialogs: createFileDialogs(dialog, () =>
        contentsOf(window) === undefined ? undefined : window,
      ),
      disk: files,
      readFile: readChosenFile,
    }),
    updates,
    questions,
    diagnostics: createDiagnosticsAnswers({
      ...{ diagnostics, session, settings, data, clock: systemClock },
      network: openedNetwork,
      fetch: networkFetch,
      program: () => ({
        ...{ name: app.getName(), version: app.getVersion(), packaged: String(app.isPackaged) },
        ...{ electron: process.versions.electron, node: process.versions.node },
        ...{ chromium: process.versions.chrome, language: language(settings) },
        ...{ platform: process.platform, arch: process.arch, system: release() },
      }),
      policy: () => policyFacts(policyState(policy)),
      onStep: (ticket, result) =>
        tell(contentsOf(window), 'connectionTestStep', { ticket, result }),
      onTest() {
        proxies.askAgain();
        certificates.askAgain();
      },
    }),
  });
  openGate(
    withinPolicy(handlers, policy),
    () => contentsOf(window),
    reportDefect,
    (request, code) => {
      if (code !== 'cancelled') diagnostics.note({ event: 'failure', request, code });
    },
  );
}

/** The native menu, which does with the window what somebody chooses in it. */
function openMenu(settings: SettingsStore, policy: Policy): AppMenu {
  return showAppMenu({
    native: Menu,
    platform: process.platform,
    words: () => menuWords[language(settings)],
    hasDeveloperTools: allowsDevTools(policy),
    choose: (command) => tell(contentsOf(window), 'commandChosen', { command }),
  });
}

/** Whether the developer tools can be opened: in builds from the sources, or where the organisation wants it. */
function allowsDevTools(policy: Policy): boolean {
  return decided(policy, 'devTools', !app.isPackaged);
}

/** Shows the licences of everything inside, which lie beside an installed app. */
async function openLicences(): Promise<boolean> {
  const text = join(process.resourcesPath, 'notices', 'THIRD-PARTY-NOTICES.txt');
  return (await shell.openPath(text)) === '';
}

/** Looks for newer versions in the background, as the organisation wants it. */
function openUpdates(
  policy: Policy,
  presence: WatchedPresence,
  metering: HintedMetering,
): Promise<Updates> {
  const { platform, env, execPath: program, resourcesPath: resources } = process;
  const isWanted = decided(policy, 'updates', true);
  const server = decided(policy, 'updateServer', undefined);
  return followUpdates(
    {
      ...{ platform, env, isPackaged: app.isPackaged, program, resources },
      policy: { isWanted, server },
    },
    {
      ...{ app, proxies, clock: systemClock, presence, metering, random: Math.random },
      onChange: (state) => tell(contentsOf(window), 'updateChanged', state),
    },
  );
}

/** Prepares the page's own session once; the returned function opens the window, as often as it was closed. */
function prepareWindow(parts: {
  folder: string;
  policy: Policy;
  menu: AppMenu;
  settings: SettingsStore;
  presence: WatchedPresence;
  tickets: Tickets;
}): () => Promise<void> {
  const { folder, policy, menu, settings, presence, tickets } = parts;
  const page = electronSession.fromPartition('page');
  denyPermissions(page);
  denyDownloads(page);
  page.protocol.handle(
    'app',
    appProtocolHandler(join(bundle, 'renderer'), () => randomBytes(18).toString('base64')),
  );
  return async () => {
    const boundsFile = join(folder, 'window.json');
    const bounds = await readWindowBounds(files, boundsFile, screen);
    // Two starts or clicks in the dock at once ask twice; the gate trusts one window only.
    if (contentsOf(window) !== undefined) return;
    window = createWindow({
      bounds,
      session: page,
      preload: join(bundle, 'preload', 'preload.cjs'),
      backgroundColor: nativeTheme.shouldUseDarkColors ? '#16191f' : '#ffffff',
      title: app.getName(),
      devTools: allowsDevTools(policy),
      zoomFactor: settings.state().settings.zoom / 100,
    });
    window.once('closed', () => menu.offer([]));
    crashes = careForWindow(window, tickets, () => troubleWords[language(settings)]);
    presence.watch(window);
    keepWindowBounds(window, files, boundsFile);
    await crashes.outlive(loadPage(window, appPage));
  };
}

/** Loads the page again when its process is gone or hangs; what it had asked for, nobody waits for any more. */
function careForWindow(
  ailing: BrowserWindow,
  tickets: Tickets,
  words: () => TroubleWords,
): WindowCrashes {
  const { askToGoOn, askToReload } = createTroubleDialogs(dialog, ailing, words);
  careForHangs(ailing, {
    clock: systemClock,
    askToReload,
    endPage: () => ailing.webContents.forcefullyCrashRenderer(),
    onState: (state) => diagnostics.note({ event: 'hang', state }),
  });
  return careForCrashes(ailing.webContents, {
    now: () => Date.now(),
    reload() {
      tickets.cancelAll();
      loadPage(ailing, appPage).catch((error: unknown) => reportDefect('window', error));
    },
    askToGoOn,
    quit: () => app.quit(),
    report: (reason) => reportGone('window', reason),
  });
}

function showWindow(openWindow: () => Promise<void>): void {
  if (contentsOf(window) !== undefined) bringToFront(window, app);
  else openWindow().catch((error: unknown) => reportDefect('window', error));
}

/** Says where something went wrong that should not have, without the error's message, which may quote a secret. */
function reportDefect(where: string, error: unknown): void {
  diagnostics.noteDefect(where, error);
  const frames = error instanceof Error ? (error.stack?.match(/^ {4}at .*$/gm) ?? []) : [];
  const kind = error instanceof Error ? error.name : typeof error;
  console.error([`A defect in ${where}: ${kind}`, ...frames].join('\n'));
}

function reportGone(what: string, reason: string, exitCode = 0): void {
  diagnostics.note({ event: 'processGone', process: what, reason, exitCode });
  console.error(`A process is gone (${what}): ${reason}`);
}

function failToStart(error: unknown): void {
  reportDefect('start-up', error);
  tellFailedStart(error, {
    // The settings may be what can't be read.
    words: troubleWords[chooseLanguage('system', app.getPreferredSystemLanguages())],
    showErrorBox: (title, content) => dialog.showErrorBox(title, content),
    exit: (code) => app.exit(code),
  });
}

main();
