/**
 * The window's commands that stand in the native menu, too, by the names that the window has for them. Which of them can be
 * given now is told by the window; what the others are for is the window's own business.
 */
export const menuCommands = [
  'palette',
  'exportViews',
  'importViews',
  'addAccount',
  'signOut',
  'settings',
  'closeTab',
  'copyRow',
  'copyLink',
  'searchRows',
  'setList',
  'details',
  'zoomIn',
  'zoomOut',
  'zoomReset',
  'reload',
  'filterRow',
  'filterColumn',
  'filterByCell',
  'advancedFilter',
  'clearFilters',
  'columns',
  'totals',
  'saveView',
  'saveViewAs',
  'star',
  'keepOffline',
  'loadAll',
  'back',
  'forward',
  'previousRecord',
  'nextRecord',
  'nextTab',
  'previousTab',
  'nextPane',
  'webClient',
  'connectionTest',
  'requestList',
  'copyDiagnostics',
  'about',
] as const;

/** Names one of them. */
export type MenuCommand = (typeof menuCommands)[number];
