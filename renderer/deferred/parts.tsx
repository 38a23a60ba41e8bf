import { deferred } from './deferred.tsx';
import {
  AccountMenuPending,
  KeepPanelPending,
  ToolMenuPending,
  ViewSelectorPending,
} from './pending.tsx';

/** For whom nobody is signed in yet. */
export const FirstStart = deferred(
  async () => (await import('../sign-in/first-start.tsx')).FirstStart,
);

/** Over or below what somebody sees who has to sign in again. */
export const SessionPanel = deferred(
  async () => (await import('../sign-in/session-panel.tsx')).SessionPanel,
);

export const NoticeView = deferred(
  async () => (await import('../notices/notice-view.tsx')).NoticeView,
);

export const AccountMenu = deferred(
  async () => (await import('../navigator/account-menu.tsx')).AccountMenu,
  { pending: AccountMenuPending, isPatient: true },
);

export const ViewSelector = deferred(
  async () => (await import('../views/view-selector.tsx')).ViewSelector,
  { pending: ViewSelectorPending, isPatient: true },
);

export const KeepPanel = deferred(
  async () => (await import('../navigator/keep-panel.tsx')).KeepPanel,
  { pending: KeepPanelPending, isPatient: true },
);

export const ToolMenu = deferred(
  async () => (await import('../navigator/tool-menu.tsx')).ToolMenu,
  { pending: ToolMenuPending, isPatient: true },
);

export const FilterEditor = deferred(
  async () => (await import('../filters/filter-editor.tsx')).FilterEditor,
);

export const WorkplaceChooser = deferred(
  async () => (await import('../workplace/workplace-chooser.tsx')).WorkplaceChooser,
);

export const TypedSuggestions = deferred(
  async () => (await import('../filters/typed-suggestions.tsx')).TypedSuggestions,
);

export const CellActions = deferred(
  async () => (await import('../filters/cell-actions.tsx')).CellActions,
);

export const HeaderMenu = deferred(
  async () => (await import('../grid/header-menu.tsx')).HeaderMenu,
);

export const TotalMenu = deferred(
  async () => (await import('../navigator/total-menu.tsx')).TotalMenu,
  { isPatient: true },
);

export const LoadAll = deferred(async () => (await import('../navigator/load-all.tsx')).LoadAll, {
  isPatient: true,
});

export const AdvancedFilter = deferred(
  async () => (await import('../filters/advanced-filter.tsx')).AdvancedFilter,
);

export const OpenRecord = deferred(
  async () => (await import('../record/open-record.tsx')).OpenRecord,
);

export const DetailsPane = deferred(
  async () => (await import('../record/details-pane.tsx')).DetailsPane,
  { isPatient: true },
);

export const ColumnChooser = deferred(
  async () => (await import('../columns/column-chooser.tsx')).ColumnChooser,
);

export const DiagnosticsDialog = deferred(
  async () => (await import('../diagnostics/diagnostics-dialog.tsx')).DiagnosticsDialog,
);

export const NetworkQuestionDialog = deferred(
  async () => (await import('../diagnostics/network-question.tsx')).NetworkQuestionDialog,
);

export const LinkQuestion = deferred(
  async () => (await import('../links/link-question.tsx')).LinkQuestion,
);

export const SettingsDialog = deferred(
  async () => (await import('../settings/settings-dialog.tsx')).SettingsDialog,
);

/** What is loaded ahead once the start is over, by how soon somebody may want it. */
export const laterParts = [
  AccountMenu,
  ViewSelector,
  KeepPanel,
  ToolMenu,
  TotalMenu,
  LoadAll,
  TypedSuggestions,
  FilterEditor,
  CellActions,
  HeaderMenu,
  OpenRecord,
  DetailsPane,
  ColumnChooser,
  AdvancedFilter,
  NoticeView,
  SessionPanel,
  FirstStart,
  WorkplaceChooser,
  SettingsDialog,
  DiagnosticsDialog,
  NetworkQuestionDialog,
  LinkQuestion,
];
