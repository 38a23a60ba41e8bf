import type { Shortcut } from '../components/shortcut.ts';

/**
 * Every command of the window with the keys that call it, the one that is shown first: menus, tooltips and the palette read them
 * here. Its words stand under the same name in the translations. Ctrl+S keeps the view: it changes no document in ERP.net's own
 * clients, whose keys for that (Ctrl+1…9, Ctrl+0, Ctrl+D, Ctrl+Enter, Ctrl+') are bound to nothing.
 */
const commands = {
  palette: [{ key: 'K', ctrl: true }],
  reload: [{ key: 'F5' }],
  searchRows: [{ key: 'F3' }, { key: 'F', ctrl: true }],
  filterRow: [{ key: 'L', ctrl: true, shift: true }],
  advancedFilter: [],
  filterColumn: [{ key: 'F4' }],
  filterByCell: [{ key: 'F3', alt: true }],
  referenceCard: [{ key: 'I', ctrl: true }],
  clearFilters: [],
  totals: [],
  columns: [{ key: 'L', ctrl: true }],
  details: [],
  copyCell: [{ key: 'C', ctrl: true }],
  copyRow: [{ key: 'C', ctrl: true, shift: true }],
  star: [],
  keepOffline: [],
  loadAll: [],
  stopLoadingAll: [{ key: 'Escape' }],
  saveView: [{ key: 'S', ctrl: true }],
  saveViewAs: [],
  renameView: [],
  revertView: [],
  duplicateView: [],
  deleteView: [],
  defaultView: [],
  copyViewLink: [],
  exportViews: [],
  importViews: [],
  back: [{ key: 'ArrowLeft', alt: true }],
  forward: [{ key: 'ArrowRight', alt: true }],
  previousRecord: [{ key: 'ArrowUp', alt: true }],
  nextRecord: [{ key: 'ArrowDown', alt: true }],
  copyLink: [],
  webClient: [],
  nextTab: [{ key: 'Tab', ctrl: true }],
  previousTab: [{ key: 'Tab', ctrl: true, shift: true }],
  closeTab: [
    { key: 'W', ctrl: true },
    { key: 'F4', ctrl: true },
  ],
  nextPane: [{ key: 'F6' }],
  previousPane: [{ key: 'F6', shift: true }],
  setList: [],
  reloadSets: [],
  settings: [{ key: ',', ctrl: true }],
  about: [],
  zoomIn: [
    { key: '+', ctrl: true },
    { key: '+', ctrl: true, shift: true },
    { key: '=', ctrl: true },
  ],
  zoomOut: [{ key: '-', ctrl: true }],
  zoomReset: [{ key: '0', ctrl: true, shift: true }],
  connectionTest: [],
  requestList: [],
  copyDiagnostics: [],
  addAccount: [],
  signOut: [],
  languageSystem: [],
  languageEn: [],
  languageBg: [],
  languageDe: [],
  themeSystem: [],
  themeLight: [],
  themeDark: [],
} as const satisfies Readonly<Record<string, readonly Shortcut[]>>;

/** Names a command. */
export type CommandId = keyof typeof commands;

/** Every command, in the order in which they are listed. */
export const allCommands = Object.keys(commands) as readonly CommandId[];

/**
 * What is not about the navigators below a dialog, and so can be done while one is open. Settings and diagnostics are dialogs
 * themselves, which a command brings to another page.
 */
export const inDialogs: ReadonlySet<CommandId> = new Set([
  ...(['settings', 'about', 'connectionTest', 'requestList', 'copyDiagnostics'] as const),
  ...(['zoomIn', 'zoomOut', 'zoomReset'] as const),
  ...(['languageSystem', 'languageEn', 'languageBg', 'languageDe'] as const),
  ...(['themeSystem', 'themeLight', 'themeDark'] as const),
]);

/** Where a Mac has other keys: there Option with an arrow moves by words and paragraphs in every text. */
const onMac: Partial<Readonly<Record<CommandId, readonly Shortcut[]>>> = {
  back: [{ key: '[', ctrl: true }],
  forward: [{ key: ']', ctrl: true }],
  previousRecord: [{ key: 'ArrowUp', ctrl: true, alt: true }],
  nextRecord: [{ key: 'ArrowDown', ctrl: true, alt: true }],
};

/**
 * The keys of a command, the one that is shown first.
 *
 * @param platform - as in `AppInfo`
 */
export function shortcutsOf(id: CommandId, platform: string): readonly Shortcut[] {
  return (platform === 'darwin' ? onMac[id] : undefined) ?? commands[id];
}
