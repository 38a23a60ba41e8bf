const mostCharacters = 300;

const addresses = /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi;
const longRuns = /[\w.~+/=%-]{24,}/g;
/** More is not looked at, in characters: it may be megabytes, and looking for addresses takes ever longer. */
const mostRead = 4_000;

/**
 * Makes what a server said fit to be shown: one plain line of sensible length, without addresses and without anything
 * that looks like a token or a code.
 */
export function serverWords(text: string | null | undefined): string | undefined {
  const words = beginning(text ?? '')
    .replace(addresses, '…')
    .replace(longRuns, (run) => (run.length >= 40 || /\d/.test(run) ? '…' : run))
    .replace(/\p{C}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return undefined;
  return words.length > mostCharacters ? `${words.slice(0, mostCharacters)}…` : words;
}

/** The first words of a text; the last of them may be the beginning of a secret. */
function beginning(text: string): string {
  if (text.length <= mostRead) return text;
  const end = text.lastIndexOf(' ', mostRead);
  return text.slice(0, Math.max(end, 0));
}
