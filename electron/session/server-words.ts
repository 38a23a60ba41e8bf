const mostCharacters = 300;

const addresses = /\b[a-z][a-z0-9+.-]*:\/\/\S+/gi;
const longRuns = /[\w.~+/=-]{24,}/g;

/**
 * Makes what a server said fit to be shown: one plain line of sensible length, without addresses and without anything
 * that looks like a token or a code.
 */
export function serverWords(text: string | null | undefined): string | undefined {
  const words = (text ?? '')
    .replace(addresses, '…')
    .replace(longRuns, (run) => (run.length >= 40 || /\d/.test(run) ? '…' : run))
    .replace(/\p{C}/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return undefined;
  return words.length > mostCharacters ? `${words.slice(0, mostCharacters)}…` : words;
}
