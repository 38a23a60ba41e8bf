import { keptPicture } from '../answers/kept-picture.ts';
import type { Instance } from '../contract/instance.ts';
import type { MenuCommand } from '../contract/menu-commands.ts';
import type { AppInfo, ConnectionState } from '../contract/requests.ts';
import { failure, type Result, success } from '../contract/result.ts';
import { emptyWorkspace } from '../contract/workspace.ts';
import type { NetworkQuestions } from '../network/questions.ts';
import type { ClientSecrets } from '../session/client-secrets.ts';
import type { Session } from '../session/session.ts';
import type { RequestHandlers } from '../shell/ipc-gate.ts';
import type { OpenedLinks } from '../shell/opened-links.ts';
import type { SettingsStore } from '../shell/settings.ts';
import type { Updates } from '../updates/updates.ts';
import type { ViewExchange } from '../workspace/view-exchange.ts';
import type { AccountData } from './account-data.ts';
import type { DiagnosticsAnswers } from './diagnostics-answers.ts';
import type { Tickets } from './tickets.ts';

/** The parts of an account's data that requests are answered by. */
export interface AnsweringData
  extends Pick<
    AccountData,
    'copy' | 'answers' | 'records' | 'references' | 'sync' | 'workspace' | 'workplace' | 'views'
  > {
  readonly model: Omit<AccountData['model'], 'keptEntitySet'>;
}

/** The parts of the app that requests are answered by. */
export interface Parts {
  readonly appInfo: () => AppInfo;
  readonly settings: SettingsStore;
  readonly session: Session;
  /** Resolves when it is known who is signed in, or that it will take a while. */
  readonly takenUp: Promise<void>;
  readonly tickets: Tickets;
  /** Told by the window whether the connection is metered. */
  readonly onConnectionHint: (isMetered: boolean) => void;
  /** Finds an instance by what the user typed, without a token. */
  readonly findInstance: (host: string) => Promise<Result<Instance>>;
  /** What the accounts' data is read from; that of the account in force answers. */
  readonly data: {
    current(): AnsweringData | undefined;
    connectionState(): ConnectionState;
  };
  readonly secrets: Pick<ClientSecrets, 'read' | 'keep'>;
  /** Shows the person how to get a keyring. */
  readonly openKeyringHelp: () => Promise<void>;
  readonly links: Pick<OpenedLinks, 'waiting' | 'take' | 'dismiss'>;
  /** Shows a page of the instance in the person's browser. */
  readonly openWebPage: (address: string) => Promise<void>;
  readonly copyText: (text: string) => Promise<void> | void;
  /** Shows the licences of everything inside; false when there is no such file. */
  readonly openLicences: () => Promise<boolean>;
  /** Told by the window which commands can be given now. */
  readonly onCommandsOffered: (commands: readonly MenuCommand[]) => void;
  readonly viewExchange: ViewExchange;
  readonly diagnostics: DiagnosticsAnswers;
  readonly questions: Pick<NetworkQuestions, 'current' | 'answer'>;
  readonly updates: Updates;
}

async function opened(opening: Promise<void>): Promise<Result<null>> {
  return opening.then(
    () => success(null),
    () => failure({ code: 'browserNotOpened' }),
  );
}

/** Answers every request of the contract with the parts of the app. */
export function requestHandlers(parts: Parts): RequestHandlers {
  const { settings, session, data, tickets } = parts;
  /** Counts what makes an earlier wish to sign in void: a later one, cancelling, signing out. */
  let wish = 0;

  async function ask<Value>(
    question: (data: AnsweringData) => Promise<Result<Value>> | Result<Value>,
  ): Promise<Result<Value>> {
    const current = data.current();
    return current === undefined ? failure({ code: 'needsSignIn' }) : question(current);
  }

  /** As `ask`, for what must not reach another account when it comes late. */
  async function askOf<Value>(
    key: string,
    question: (data: AnsweringData) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    return key === session.account()?.key ? ask(question) : failure({ code: 'needsSignIn' });
  }

  return {
    appInfo: () => success(parts.appInfo()),
    settings: () => success(settings.state()),
    changeSettings: async (change) => success(await settings.change(change)),
    async sessionState() {
      await parts.takenUp;
      return success(session.state());
    },
    connectionState: () => success(data.connectionState()),

    async findInstance({ host }) {
      const found = await parts.findInstance(host);
      if (!found.ok) return found;
      const { host: name, database, version } = found.value;
      return success({ host: name, database, version });
    },

    async signIn(argument) {
      wish += 1;
      const own = wish;
      const found = await parts.findInstance(argument.host);
      // Nobody waits for the sign-in page any more, so it must not open.
      if (own !== wish) return failure({ code: 'cancelled' });
      if (!found.ok) return found;
      const { clientId, redirectPorts, redirect } = settings.state().settings;
      const registration = { clientId, redirectPorts, redirect };
      const signedIn = await session.signIn(argument, found.value, registration);
      if (signedIn.ok) {
        await settings.change({ host: found.value.host, staySignedIn: argument.staySignedIn });
      }
      return signedIn;
    },

    openSignInPageAgain: () => session.openSignInPageAgain(),
    async cancelSignIn() {
      wish += 1;
      await session.cancelSignIn();
      return success(null);
    },
    signOut() {
      wish += 1;
      return session.signOut();
    },

    async tryAgain() {
      await data.current()?.copy.tryAgain();
      return session.tryAgain();
    },
    accounts: () => success(session.accounts()),
    switchAccount({ key }) {
      wish += 1;
      return session.switchAccount(key);
    },
    finishSignOut: ({ id }) => session.finishSignOut(id),
    dismissSignOut: ({ id }) => session.dismissSignOut(id),

    async hasClientSecret({ host }) {
      const found = await parts.findInstance(host);
      if (!found.ok) return found;
      const { clientId } = settings.state().settings;
      const reading = await parts.secrets.read(found.value.issuer, clientId);
      return success({ isKept: reading.status === 'present' });
    },
    async setClientSecret({ host, secret }) {
      const found = await parts.findInstance(host);
      if (!found.ok) return found;
      const { clientId } = settings.state().settings;
      return parts.secrets.keep(found.value.issuer, clientId, secret);
    },
    openKeyringHelp: () => opened(parts.openKeyringHelp()),

    entitySets: ({ reload }) => ask(({ model }) => model.entitySets(reload)),
    entitySet: ({ name }) =>
      ask(async ({ model }) => {
        const set = await model.entitySet(name);
        return set.ok ? success(set.value.detail) : set;
      }),
    otherSetNames: () => ask(async ({ model }) => success(await model.otherNames())),
    searchMembers: ({ text, limit }) => ask(({ model }) => model.search(text, limit)),
    readWholeModel: ({ ticket }) =>
      tickets.run(ticket, (signal) => ask(({ model }) => model.compile(signal))),
    fetchRows: ({ ticket, urgency, ...given }) =>
      tickets.run(ticket, (signal) =>
        ask(({ answers }) => answers.fetchRows(given, { urgency, signal })),
      ),
    fetchRecord: ({ ticket, source, set, id }) =>
      tickets.run(ticket, (signal) =>
        ask(({ records }) => records.fetch({ set, id }, source, { urgency: 'visible', signal })),
      ),
    waitingLink: () => success(parts.links.waiting()),
    takeLink: ({ host }) => success(parts.links.take(host)),
    dismissLink() {
      parts.links.dismiss();
      return success(null);
    },
    async openWebClient() {
      const address = session.instance()?.webClient ?? null;
      if (address === null) return failure({ code: 'notFound' });
      return opened(parts.openWebPage(address));
    },
    setReferences: ({ ticket, set }) =>
      tickets.run(ticket, (signal) => ask(({ references }) => references.to(set, signal))),
    loadMoreRows: ({ ticket, query }) =>
      tickets.run(ticket, (signal) =>
        ask(({ answers }) => answers.loadMoreRows(query, { urgency: 'visible', signal })),
      ),
    countRows: ({ ticket, query }) =>
      tickets.run(ticket, (signal) =>
        // Nobody waits for a count: it comes after the rows that people look at.
        ask(({ answers }) => answers.countRows(query, { urgency: 'prefetch', signal })),
      ),
    totalRows: ({ ticket, query, ...given }) =>
      tickets.run(ticket, (signal) =>
        ask(({ answers }) => answers.totalRows(query, given, { urgency: 'prefetch', signal })),
      ),
    explainFilters: (given) => ask(({ answers }) => answers.explainFilters(given)),
    cancelRequest({ ticket }) {
      tickets.cancel(ticket);
      return success(null);
    },

    copyState: () => success(data.current()?.copy.state() ?? { status: 'opening', mendings: [] }),
    keptSets: () => ask(({ sync }) => success(sync.keptSets())),
    estimateKeeping: ({ ticket, ...given }) =>
      tickets.run(ticket, (signal) => ask(({ sync }) => sync.estimate(given, signal))),
    keepOffline: (given) => ask(({ sync }) => sync.keep(given)),
    stopKeeping: (rows) => ask(({ sync }) => sync.stop(rows)),
    pauseKeeping: ({ isPaused }) => ask(({ sync }) => sync.pause(isPaused)),
    changesOfSet: ({ set }) => ask(({ sync }) => sync.changes(set)),
    changesSeen: ({ set }) => ask(({ sync }) => sync.changesSeen(set)),
    connectionHint({ isMetered }) {
      parts.onConnectionHint(isMetered);
      return success(null);
    },
    picture: (place) => ask(({ copy }) => keptPicture(copy.ask, place)),

    async workspace() {
      const current = data.current();
      return current === undefined ? success(emptyWorkspace) : current.workspace.read();
    },
    saveWorkspace: ({ accountKey, workspace }) =>
      askOf(accountKey, (current) => current.workspace.write(workspace)),
    workplace: ({ accountKey }) => askOf(accountKey, ({ workplace }) => workplace.read()),
    changeWorkplace: ({ accountKey, set, record }) =>
      askOf(accountKey, ({ workplace }) => workplace.change(set, record)),
    views: ({ accountKey }) => askOf(accountKey, ({ views }) => views.read()),
    saveView: ({ accountKey, view }) => askOf(accountKey, ({ views }) => views.save(view)),
    deleteView: ({ accountKey, id }) => askOf(accountKey, ({ views }) => views.remove(id)),
    exportViews: ({ accountKey, ...wish }) =>
      askOf(accountKey, ({ views }) => parts.viewExchange.export(views, wish)),
    importViews: ({ accountKey }) =>
      askOf(accountKey, ({ views }) => parts.viewExchange.import(views)),
    async copyText({ text }) {
      await parts.copyText(text);
      return success(null);
    },
    async copyRows({ text }) {
      await parts.copyText(text);
      return success(null);
    },
    openLicences: async () =>
      (await parts.openLicences()) ? success(null) : failure({ code: 'notFound' }),
    offerCommands({ commands }) {
      parts.onCommandsOffered(commands);
      return success(null);
    },
    diagnosticsText: async () => success({ text: await parts.diagnostics.text() }),
    requestList: () => success(parts.diagnostics.requests()),
    testConnection: (asked) =>
      tickets.run(asked.ticket, (signal) => parts.diagnostics.test(asked, signal)),
    networkQuestion: () => success(parts.questions.current()),
    answerNetworkQuestion: ({ id, answer }) =>
      parts.questions.answer(id, answer) ? success(null) : failure({ code: 'notFound' }),
    updateState: () => success(parts.updates.state()),
    checkForUpdates: async () => success(await parts.updates.checkNow()),
    installUpdate: () => (parts.updates.install() ? success(null) : failure({ code: 'notFound' })),
  };
}
