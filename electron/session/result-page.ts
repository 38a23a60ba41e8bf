import { createHash } from 'node:crypto';
import type { FailureCode } from '../contract/failure.ts';
import type { Language } from '../contract/languages.ts';
import type { LoopbackPage } from './loopback-server.ts';

/** What happened, for the person in front of the browser. */
export type PageOutcome = 'signedIn' | 'signedOut' | FailureCode;

interface Texts {
  readonly title: string;
  readonly signedIn: readonly [string, string];
  readonly signedOut: readonly [string, string];
  readonly failed: string;
  readonly again: string;
  readonly reasons: Partial<Record<FailureCode, string>>;
}

const texts: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Navigator for ERP.net',
    signedIn: ['You are signed in', 'You can close this tab and go on in Navigator for ERP.net.'],
    signedOut: ['You are signed out', 'You can close this tab.'],
    failed: 'You are not signed in',
    again: 'Close this tab and try again in Navigator for ERP.net.',
    reasons: {
      cancelled: 'The sign-in was cancelled in the app.',
      signInDenied: 'The instance refused the sign-in.',
      appNotRegistered: 'The instance does not know this app, or it was disabled there.',
      clientSecretNeeded: 'The instance asks this app for its secret. Enter it in the app first.',
      clientSecretRefused: 'The instance refused the secret of this app.',
      scopeNotAllowed: 'The instance does not allow this app to read data.',
      storageFailed: 'The sign-in could not be kept on this computer. Its disk may be full.',
      storageLocked: 'The sign-in could not be kept: the keyring of this computer is locked.',
      offline: 'The app could not reach the instance.',
      timedOut: 'The instance took too long to answer.',
      serverUnavailable: 'The instance can not answer at the moment.',
    },
  },
  bg: {
    title: 'Navigator for ERP.net',
    signedIn: [
      'Влязохте',
      'Можете да затворите този раздел и да продължите в Navigator for ERP.net.',
    ],
    signedOut: ['Излязохте', 'Можете да затворите този раздел.'],
    failed: 'Не сте влезли',
    again: 'Затворете този раздел и опитайте отново в Navigator for ERP.net.',
    reasons: {
      cancelled: 'Влизането беше отказано в приложението.',
      signInDenied: 'Инстанцията отказа влизането.',
      appNotRegistered: 'Инстанцията не познава това приложение или то е изключено там.',
      clientSecretNeeded: 'Инстанцията иска тайната на това приложение. Първо я въведете в него.',
      clientSecretRefused: 'Инстанцията отказа тайната на това приложение.',
      scopeNotAllowed: 'Инстанцията не разрешава на това приложение да чете данни.',
      storageFailed: 'Влизането не можа да се запази на този компютър. Дискът може да е пълен.',
      storageLocked: 'Влизането не можа да се запази: ключодържателят на този компютър е заключен.',
      offline: 'Приложението не може да достигне инстанцията.',
      timedOut: 'Инстанцията не отговори навреме.',
      serverUnavailable: 'Инстанцията в момента не може да отговори.',
    },
  },
  de: {
    title: 'Navigator for ERP.net',
    signedIn: [
      'Sie sind angemeldet',
      'Sie können diese Registerkarte schließen und in Navigator for ERP.net weitermachen.',
    ],
    signedOut: ['Sie sind abgemeldet', 'Sie können diese Registerkarte schließen.'],
    failed: 'Sie sind nicht angemeldet',
    again:
      'Schließen Sie diese Registerkarte, und versuchen Sie es in Navigator for ERP.net noch einmal.',
    reasons: {
      cancelled: 'Die Anmeldung wurde im Programm abgebrochen.',
      signInDenied: 'Die Instanz hat die Anmeldung abgelehnt.',
      appNotRegistered: 'Die Instanz kennt dieses Programm nicht, oder es ist dort abgeschaltet.',
      clientSecretNeeded:
        'Die Instanz verlangt den geheimen Schlüssel dieses Programms. Geben Sie ihn zuerst dort ein.',
      clientSecretRefused: 'Die Instanz hat den geheimen Schlüssel dieses Programms abgelehnt.',
      scopeNotAllowed: 'Die Instanz erlaubt diesem Programm nicht, Daten zu lesen.',
      storageFailed:
        'Die Anmeldung ließ sich auf diesem Computer nicht speichern. Vielleicht ist der Datenträger voll.',
      storageLocked:
        'Die Anmeldung ließ sich nicht speichern: Der Schlüsselbund dieses Computers ist gesperrt.',
      offline: 'Das Programm konnte die Instanz nicht erreichen.',
      timedOut: 'Die Instanz hat zu lange für eine Antwort gebraucht.',
      serverUnavailable: 'Die Instanz kann im Moment nicht antworten.',
    },
  },
};

const style =
  ':root{color-scheme:light dark}' +
  'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto 0;padding:0 1.5rem}' +
  'h1{font-size:1.5rem;font-weight:600;margin:0 0 .5rem}p{margin:0 0 .5rem}';
const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * The page that ends a sign-in or a sign-out in the browser. It is all text of ours: nothing that came with the request
 * is in it, and nothing on it can run or be loaded.
 */
export function resultPage(language: Language, outcome: PageOutcome): LoopbackPage {
  const words = texts[language];
  const isGood = outcome === 'signedIn' || outcome === 'signedOut';
  const [heading, ...lines] = isGood
    ? words[outcome]
    : [words.failed, words.reasons[outcome] ?? '', words.again];
  const paragraphs = lines.filter((line) => line !== '').map((line) => `<p>${line}</p>`);
  return {
    status: isGood ? 200 : 400,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
    body: `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${words.title}</title><style>${style}</style></head><body><main><h1>${heading}</h1>${paragraphs.join('')}</main></body></html>`,
  };
}
