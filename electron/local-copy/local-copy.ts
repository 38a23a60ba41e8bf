import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Language } from '../contract/languages.ts';
import type { CopyMending, CopyState } from '../contract/local-copy.ts';
import type { Result } from '../contract/result.ts';
import type { Clock } from '../instance/clock.ts';
import {
  createLibrary,
  type Library,
  type LibraryNews,
  type LibraryOptions,
} from '../library/library.ts';
import { failed, type LibraryFailure } from '../library/outcome.ts';
import type { DatabaseKey } from '../session/session.ts';
import { asideMark } from './abandoned-copies.ts';
import { lockedDetail } from './copy-failure.ts';
import { createLastContact } from './last-contact.ts';

/** The local copy of one account: its library while it may be read, and why not while it may not. */
export interface LocalCopy {
  state(): CopyState;
  /** Asks the library for rows, models, sync; waits until it is open. Fails as `closed` while the copy is locked. */
  readonly ask: Library['ask'];
  /** Asks the library for what this account had open, which is no data of the instance and never locked. */
  readonly askState: Library['ask'];
  /** The instance answered: a locked copy opens. */
  noteContact(): void;
  /** Texts are ordered by the language of the app from here on, if that has changed. */
  speak(): void;
  /** Opens what could not be opened; nothing happens while it is open. */
  tryAgain(): Promise<void>;
  close(): Promise<void>;
  /** Deletes everything. The account's key is gone before. */
  shred(): Promise<void>;
}

/** What a local copy is made with. */
export interface LocalCopyOptions extends Pick<LibraryOptions, 'fork' | 'limitBytes' | 'sleep'> {
  /** Absolute path of a folder for this account's copy alone. */
  readonly folder: string;
  readonly key: () => Promise<Result<DatabaseKey>>;
  readonly language: () => Language;
  /** Resolves when nobody else has files in the folder open. */
  readonly whenFree: Promise<void>;
  readonly clock: Pick<Clock, 'now'>;
  /** Days that may pass without contact with the instance before the copy locks. */
  readonly limitDays: () => number;
  readonly onChange: (state: CopyState) => void;
  /** Told when the copy can be read again after it could not, or has lost its rows. */
  readonly onReturn: () => void;
}

type Unavailable = Extract<CopyState, { status: 'unavailable' }>['because'];
type Status = {
  [Each in CopyState as Each['status']]: Omit<Each, 'mendings'>;
}[CopyState['status']];

const reasons: Partial<Readonly<Record<LibraryFailure['code'], Unavailable>>> = {
  newerSchema: 'newerSchema',
  wrongKey: 'wrongKey',
  closed: 'keyring',
  diskFull: 'diskFull',
  unreadable: 'unreadable',
};

/** What can't be removed now is in nobody's way: its key is gone. Windows holds on to files that were just closed. */
async function remove(folder: string): Promise<void> {
  const options = { recursive: true, force: true, maxRetries: 5 } as const;
  await rm(folder, options).catch(() => undefined);
}

/** Makes the copy of an account and starts to open it. */
export function createLocalCopy(options: LocalCopyOptions): LocalCopy {
  const { fork, folder, key, language, limitBytes, clock, limitDays, onChange, onReturn, sleep } =
    options;
  let spoken = language();
  let isEnded = false;
  let status: Status = { status: 'opening' };
  let mendings: readonly CopyMending[] = [];
  /** Without "stay signed in" the key is gone when the app is, and the copy goes with it. */
  let isLasting = true;
  let isFirstOpening = true;

  const library = createLibrary({
    ...{ fork, folder, limitBytes, language, sleep },
    key: async () => {
      const found = await key();
      if (!found.ok) return null;
      isLasting = found.value.isKept;
      // What a run before left was written under a key that nobody has.
      if (!isLasting && isFirstOpening) await remove(folder);
      isFirstOpening = false;
      return found.value.bytes.slice();
    },
    onNews,
  });
  const contact = createLastContact({ askLibrary: library.ask, clock, limitDays });

  const state = (): CopyState => ({ ...status, mendings });

  function become(next: Status): void {
    const isBack = next.status === 'open' && !['opening', 'open'].includes(status.status);
    status = next;
    onChange(state());
    if (isBack) onReturn();
  }

  function onNews(news: LibraryNews): void {
    if (news.kind === 'gaveUp') become({ status: 'unavailable', because: 'failing' });
    // The process had died before the copy was open, and another one has opened it by itself.
    if (news.kind === 'restarted' && status.status === 'unavailable') void inTurn(begin);
    if (news.kind !== 'mended') return;
    mendings = [...mendings, news.mending];
    onChange(state());
    if (news.mending.kind === 'cacheRebuilt') onReturn();
  }

  /** Openings and closings come one after the other. */
  function inTurn(step: () => Promise<unknown>): Promise<unknown> {
    opening = doAfter(opening, step);
    return opening;
  }

  async function doAfter(before: Promise<unknown>, step: () => Promise<unknown>): Promise<void> {
    try {
      await before;
      await step();
    } catch {
      become({ status: 'unavailable', because: 'failing' });
    }
  }

  /** The files are open; whether they may be read is another question. */
  async function begin(): Promise<void> {
    await contact.read();
    become(openOrLocked());
  }

  async function open(): Promise<void> {
    let opened = await library.open();
    if (!opened.ok && opened.error.code === 'wrongKey') {
      // The account has a new key since: what lies here is not lost, but it can't be read any more. Only the last one is kept,
      // for it may fill a disk.
      await removeAside();
      await rename(folder, `${folder}${asideMark}${clock.now()}`).catch(() => undefined);
      opened = await library.open();
      if (opened.ok) mendings = [...mendings, { kind: 'stateLost' }, { kind: 'cacheRebuilt' }];
    }
    if (!opened.ok) {
      become({ status: 'unavailable', because: reasons[opened.error.code] ?? 'failing' });
      return;
    }
    mendings = [...mendings, ...opened.value];
    await begin();
  }

  function openOrLocked(): Status {
    return contact.isOverdue() ? { status: 'locked', days: limitDays() } : { status: 'open' };
  }

  /** The limit passes while the app runs, too. */
  function isLocked(): boolean {
    if (status.status !== 'open' && status.status !== 'locked') return false;
    const next = openOrLocked();
    if (next.status !== status.status) become(next);
    return next.status === 'locked';
  }

  async function end(how: 'close' | 'shred'): Promise<void> {
    isEnded = true;
    await opening;
    if (how === 'close' && isLasting) return library.close();
    await library.shred();
    await removeAside();
  }

  /** Removes copies of this account that were put aside. */
  async function removeAside(): Promise<void> {
    const aside = `${basename(folder)}${asideMark}`;
    const names = await readdir(dirname(folder)).catch(() => []);
    const earlier = names.filter((name) => name.startsWith(aside));
    await Promise.all(earlier.map((name) => remove(join(dirname(folder), name))));
  }

  let opening: Promise<unknown> = options.whenFree;
  void inTurn(open);

  return {
    state,
    async ask(name, given, signal) {
      await opening;
      return isLocked() ? failed('closed', lockedDetail) : library.ask(name, given, signal);
    },
    async askState(name, given, signal) {
      await opening;
      return library.ask(name, given, signal);
    },
    noteContact() {
      contact.note();
      isLocked();
    },
    speak() {
      if (spoken === language() || isEnded) return;
      spoken = language();
      void inTurn(() => library.close().then(open));
    },
    async tryAgain() {
      // Whether there is a reason for it is known when everything that was begun before has ended.
      await inTurn(async () => {
        if (status.status === 'unavailable' && !isEnded) await open();
      });
    },
    close: () => end('close'),
    shred: () => end('shred'),
  };
}
