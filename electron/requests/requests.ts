import type { Instance } from '../contract/instance.ts';
import type { AppInfo } from '../contract/requests.ts';
import { failure, type Result, success } from '../contract/result.ts';
import { emptyWorkspace } from '../contract/workspace.ts';
import type { InstanceClient } from '../instance/instance-client.ts';
import type { ClientSecrets } from '../session/client-secrets.ts';
import type { Session } from '../session/session.ts';
import type { RequestHandlers } from '../shell/ipc-gate.ts';
import type { SettingsStore } from '../shell/settings.ts';
import type { Workspaces } from '../workspace/workspace-file.ts';
import type { AccountClients } from './account-clients.ts';
import type { Tickets } from './tickets.ts';

/** The parts of the app that requests are answered by. */
export interface Parts {
  readonly appInfo: () => AppInfo;
  readonly settings: SettingsStore;
  readonly session: Session;
  /** Resolves when it is known who is signed in, or that it will take a while. */
  readonly takenUp: Promise<void>;
  readonly workspaces: Workspaces;
  readonly tickets: Tickets;
  /** Finds an instance by what the user typed, without a token. */
  readonly findInstance: (host: string) => Promise<Result<Instance>>;
  /** Speak to the instances; the one of the account in force answers. */
  readonly clients: AccountClients;
  readonly secrets: Pick<ClientSecrets, 'read' | 'keep'>;
  /** Shows the person how to get a keyring. */
  readonly openKeyringHelp: () => Promise<void>;
  readonly copyText: (text: string) => Promise<void> | void;
}

/** Answers every request of the contract with the parts of the app. */
export function requestHandlers(parts: Parts): RequestHandlers {
  const { settings, session, workspaces, tickets } = parts;
  /** Counts what makes an earlier wish to sign in void: a later one, cancelling, signing out. */
  let wish = 0;
  const accountKey = (): string | undefined => session.account()?.key;

  async function ask<Value>(
    question: (client: InstanceClient) => Promise<Result<Value>>,
  ): Promise<Result<Value>> {
    const client = parts.clients.current();
    return client === undefined ? failure({ code: 'needsSignIn' }) : question(client);
  }

  return {
    appInfo: () => success(parts.appInfo()),
    settings: () => success(settings.state()),
    changeSettings: async (change) => success(await settings.change(change)),
    async sessionState() {
      await parts.takenUp;
      return success(session.state());
    },
    connectionState: () => success(parts.clients.connectionState()),

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

    tryAgain: () => session.tryAgain(),
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
    openKeyringHelp: () =>
      parts.openKeyringHelp().then(
        () => success(null),
        () => failure({ code: 'browserNotOpened' }),
      ),

    entitySets: ({ reload }) => ask((client) => client.entitySets(reload)),
    entitySet: ({ name }) => ask((client) => client.entitySet(name)),
    fetchRows: ({ ticket, query, cursor, urgency }) =>
      tickets.run(ticket, (signal) =>
        ask((client) => client.fetchRows(query, cursor, { urgency, signal })),
      ),
    countRows: ({ ticket, query }) =>
      tickets.run(ticket, (signal) => ask((client) => client.countRows(query, { signal }))),
    cancelRequest({ ticket }) {
      tickets.cancel(ticket);
      return success(null);
    },

    async workspace() {
      const key = accountKey();
      return success(key === undefined ? emptyWorkspace : await workspaces.read(key));
    },
    async saveWorkspace({ accountKey: key, workspace }) {
      return key === accountKey()
        ? workspaces.write(key, workspace)
        : failure({ code: 'needsSignIn' });
    },
    async copyText({ text }) {
      await parts.copyText(text);
      return success(null);
    },
  };
}
