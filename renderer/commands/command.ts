import { createContext, useContext, useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { matchesShortcut, type Shortcut } from '../components/shortcut.ts';
import { useFormats } from '../values/formats.ts';
import type { CommandStore } from './command-store.ts';
import { type CommandId, shortcutsOf } from './commands.ts';
import { shortcutWords } from './shortcut-words.ts';

/** The commands of the window, and the computer whose keys call them. */
export interface CommandSurroundings {
  readonly store: CommandStore;
  /** As in `AppInfo`. */
  readonly platform: string;
}

const CommandContext = createContext<CommandSurroundings | null>(null);

/** Where components offer their commands. */
export const CommandProvider = CommandContext.Provider;

/** The commands of the window. */
export function useCommands(): CommandSurroundings {
  const surroundings = useContext(CommandContext);
  if (surroundings === null) throw new Error('CommandProvider is missing');
  return surroundings;
}

interface CommandOptions {
  /** Whether the command can be given now; if not, its keys mean nothing. */
  readonly isOffered?: boolean;
  /** Its keys are heard by the part of the window that they belong to. */
  readonly hearsOwnKeys?: boolean;
}

/** Offers a command while the component is there and in sight: to its keys anywhere in the window, and to the palette. */
export function useCommand(
  id: CommandId,
  run: () => void,
  { isOffered = true, hearsOwnKeys = false }: CommandOptions = {},
) {
  const { store, platform } = useCommands();
  const latest = useEffectEvent(run);
  useEffect(() => {
    if (!isOffered) return;
    return store.offer(id, () => latest());
  }, [store, id, isOffered]);
  useEffect(() => {
    if (!isOffered || hearsOwnKeys) return;
    const onKeyDown = (event: KeyboardEvent) => {
      // Whoever has heard the key already has done what it means there, such as to close what Esc closes.
      if (event.defaultPrevented || !store.offered().includes(id)) return;
      if (!shortcutsOf(id, platform).some((shortcut) => matchesShortcut(shortcut, event))) return;
      event.preventDefault();
      latest();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store, id, platform, isOffered, hearsOwnKeys]);
}

/** Holds back the commands of what is below a dialog while that is there. */
export function useHeldCommands() {
  const { store } = useCommands();
  useEffect(() => store.holdBack(), [store]);
}

/** Writes keys as this computer calls them, for those that mean something in one part of the window only. */
export function useKeyWords(): (shortcut: Shortcut) => string {
  const { platform } = useCommands();
  const { language } = useFormats();
  return (shortcut) => shortcutWords(shortcut, platform, language);
}

/** Gives a command; null while nobody offers it, and before there are any commands. */
export function useOfferedCommand(id: CommandId): (() => void) | null {
  const store = useContext(CommandContext)?.store;
  const isOffered = useSyncExternalStore(
    store?.subscribe ?? neverChanges,
    () => store?.offered().includes(id) ?? false,
  );
  return isOffered ? () => store?.run(id) : null;
}

const neverChanges = () => () => undefined;

/** Writes the keys of a command as this computer calls them; null for one without. */
export function useCommandKeys(): (id: CommandId) => string | null {
  const { platform } = useCommands();
  const wordsOf = useKeyWords();
  return (id) => {
    const [first] = shortcutsOf(id, platform);
    return first === undefined ? null : wordsOf(first);
  };
}

/** What a tooltip says of a command: its words, or those that fit better here, and its keys. */
export function useCommandHint(): (id: CommandId, words?: string) => string {
  const { t } = useTranslation();
  const keysOf = useCommandKeys();
  return (id, words = t(`commands.${id}`)) => {
    const keys = keysOf(id);
    return keys === null ? words : `${words} (${keys})`;
  };
}
