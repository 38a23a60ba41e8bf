import type { WebContents } from 'electron';

/** Who sent a message, and whose window there is meanwhile. */
export interface Sending {
  readonly senderFrame: unknown;
  readonly window: Pick<WebContents, 'mainFrame'> | undefined;
}

const page = (url = 'app://bundle/index.html', origin = 'app://bundle') => ({ url, origin });

function windowWith(mainFrame: object): Pick<WebContents, 'mainFrame'> {
  return { mainFrame } as Pick<WebContents, 'mainFrame'>;
}

function own(frame: object): Sending {
  return { senderFrame: frame, window: windowWith(frame) };
}

function beside(frame: unknown): Sending {
  return { senderFrame: frame, window: windowWith(page()) };
}

/** The app's own page; the only one that may ask. */
export const trusted: Readonly<Record<string, () => Sending>> = {
  page: () => own(page()),
  'page with a query': () => own(page('app://bundle/index.html?x#y')),
};

/** Everybody else. */
export const strangers: Readonly<Record<string, () => Sending>> = {
  'a frame in the page': () => beside(page()),
  'a frame of another origin': () => beside(page('https://evil.example/', 'https://evil.example')),
  'a frame that has gone': () => beside(null),
  nobody: () => beside(undefined),
  'another window': () => beside({ ...page(), parent: null }),
  'a page that comes after the window': () => ({ senderFrame: page(), window: undefined }),
  'the window after it went elsewhere': () =>
    own(page('https://evil.example/', 'https://evil.example')),
  'the window after it went to a file': () => own(page('file:///index.html', 'file://')),
  'the window after it went to data': () => own(page('data:text/html,x', 'null')),
  'the window while it goes elsewhere': () => own(page('https://evil.example/', 'app://bundle')),
  'the window while it comes from elsewhere': () =>
    own(page('app://bundle/index.html', 'https://evil.example')),
  'a blank page with an inherited origin': () => own(page('about:blank', 'app://bundle')),
  'a host that begins alike': () =>
    own(page('app://bundle.evil.example/index.html', 'app://bundle.evil.example')),
  'a host that begins alike, with the right origin': () =>
    own(page('app://bundle.evil.example/index.html')),
};
