import { failure, type Result, success } from '../contract/result.ts';

/**
 * Opens a page in the user's own browser. Only web pages: a `file:` or custom-scheme URL handed to the system could start
 * a program.
 * @returns `browserNotOpened` when the URL is not https (or http on loopback, RFC 8252 section 8.3), or the system
 * found no browser
 */
export async function openInBrowser(
  url: URL,
  openExternal: (url: string) => Promise<void>,
): Promise<Result<null>> {
  if (!isWebPage(url)) return failure({ code: 'browserNotOpened' });
  try {
    await openExternal(url.href);
    return success(null);
  } catch {
    return failure({ code: 'browserNotOpened' });
  }
}

function isWebPage(url: URL): boolean {
  const loopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback);
}
