import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Interaction, Provider } from 'oidc-provider';
import type { User } from '../options.ts';
import { readForm } from '../request-body.ts';
import type { ExternalProvider } from './external-provider.ts';
import { errorPage, sendPage, signInPage } from './pages.ts';

export interface SignInOptions {
  provider: Provider;
  users: readonly User[];
  /** Where people sign in instead of here; `undefined` when they sign in here. */
  externalProvider: ExternalProvider | undefined;
  /** What the page calls the app that has this `client_id`. */
  appName: (clientId: unknown) => string;
}

/**
 * Answers `/id/sign-in/{uid}`: shows the page, checks the password, and goes back to the request. With an external
 * provider the browser is passed on to that one, and comes back to `/id/sign-in/{uid}/external`.
 */
export async function handleSignIn(
  request: IncomingMessage,
  response: ServerResponse,
  options: SignInOptions,
): Promise<void> {
  const interaction = await findInteraction(request, response, options.provider);
  if (!interaction) {
    const sentence = 'This sign-in has expired. Go back to the app and start it again.';
    sendPage(response, 400, errorPage('expired', sentence));
  } else if (request.method === 'POST') {
    await takeAnswer(request, response, interaction, options);
  } else if (isFromExternal(request)) {
    await takeExternalAnswer(request, response, interaction, options);
  } else if (interaction.prompt.name === 'login' && options.externalProvider) {
    const location = options.externalProvider.authorizeUrl({
      returnTo: `${options.provider.issuer}/sign-in/${interaction.uid}/external`,
      state: interaction.uid,
      loginHint: hintedLogin(interaction),
    });
    response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
  } else if (interaction.prompt.name === 'login') {
    showForm(response, interaction, options, { login: hintedLogin(interaction) });
  } else {
    await options.provider.interactionFinished(request, response, { consent: {} });
  }
}

async function findInteraction(
  request: IncomingMessage,
  response: ServerResponse,
  provider: Provider,
): Promise<Interaction | undefined> {
  try {
    return await provider.interactionDetails(request, response);
  } catch {
    return undefined;
  }
}

async function takeAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  interaction: Interaction,
  options: SignInOptions,
): Promise<void> {
  const { provider, users } = options;
  const form = await readForm(request);
  if (form.get('action') === 'cancel') {
    await provider.interactionFinished(request, response, cancelled);
    return;
  }
  const login = (form.get('login') ?? '').trim();
  const user = users.find((known) => known.login === login.toLowerCase());
  if (!user || user.password !== form.get('password')) {
    const problem = 'The user or the password is wrong. Check them and try again.';
    showForm(response, interaction, options, { login, problem });
    return;
  }
  await signIn(request, response, interaction, user, provider);
}

const cancelled = { error: 'access_denied', error_description: 'The user cancelled the sign-in.' };

const isFromExternal = (request: IncomingMessage) =>
  /^\/sign-in\/[^/]+\/external\?/.test(request.url ?? '');

async function takeExternalAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  interaction: Interaction,
  { provider, users, externalProvider }: SignInOptions,
): Promise<void> {
  const query = new URL(request.url ?? '/', provider.issuer).searchParams;
  const login = externalProvider?.redeem(query.get('code'));
  const user = users.find((known) => known.login === login);
  if (user && query.get('state') === interaction.uid) {
    await signIn(request, response, interaction, user, provider);
  } else {
    await provider.interactionFinished(request, response, cancelled);
  }
}

async function signIn(
  request: IncomingMessage,
  response: ServerResponse,
  interaction: Interaction,
  user: User,
  provider: Provider,
): Promise<void> {
  await leaveOtherSession(interaction, user, provider);
  const result = { login: { accountId: user.login, amr: ['pwd'] }, consent: {} };
  await provider.interactionFinished(request, response, result);
}

function showForm(
  response: ServerResponse,
  interaction: Interaction,
  { appName, users }: SignInOptions,
  { login, problem }: { login: string; problem?: string },
): void {
  const form = {
    action: `/id/sign-in/${interaction.uid}`,
    appName: appName(interaction.params.client_id),
    login,
    users,
    ...(problem === undefined ? {} : { problem }),
  };
  sendPage(response, 200, signInPage(form));
}

function hintedLogin(interaction: Interaction): string {
  const hint = interaction.params.login_hint;
  return typeof hint === 'string' ? hint : '';
}

/** Whoever signs in as somebody else gets a new browser session; what the old one gave out lives on. */
async function leaveOtherSession(interaction: Interaction, user: User, provider: Provider) {
  const { session } = interaction;
  if (session?.accountId === undefined || session.accountId === user.login) return;
  const other = await provider.Session.findByUid(session.uid);
  await other?.destroy();
  delete interaction.session;
  await interaction.persist();
}
