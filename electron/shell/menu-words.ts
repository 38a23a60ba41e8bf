import type { Language } from '../contract/languages.ts';
import type { MenuCommand } from '../contract/menu-commands.ts';

/** What the native menu says. It is the main process's own, because the menu is there before the window, and on macOS after it. */
export interface MenuWords {
  readonly menus: Readonly<
    Record<'file' | 'edit' | 'view' | 'navigator' | 'go' | 'window' | 'help', string>
  >;
  readonly commands: Readonly<Record<MenuCommand, string>>;
  /** What the system does; Electron has only English words for it. */
  readonly system: Readonly<
    Record<
      | 'undo'
      | 'redo'
      | 'cut'
      | 'copy'
      | 'paste'
      | 'selectAll'
      | 'fullScreen'
      | 'developerTools'
      | 'services'
      | 'hide'
      | 'hideOthers'
      | 'unhide'
      | 'minimize'
      | 'zoom'
      | 'closeWindow'
      | 'front'
      | 'quit',
      string
    >
  >;
}

/** In each language that the app speaks. On Windows and Linux `&` stands before the letter that Alt is pressed with. */
export const menuWords: Readonly<Record<Language, MenuWords>> = {
  en: {
    menus: {
      file: '&File',
      edit: '&Edit',
      view: '&View',
      navigator: '&Navigator',
      go: '&Go',
      window: 'Window',
      help: '&Help',
    },
    commands: {
      palette: 'Find Anything…',
      exportViews: 'Export Views…',
      importViews: 'Import Views…',
      addAccount: 'Add Account…',
      signOut: 'Sign Out',
      settings: 'Settings…',
      closeTab: 'Close Tab',
      copyRow: 'Copy with Headers',
      copyLink: 'Copy Link to the Record',
      searchRows: 'Find in Rows',
      setList: 'List of Navigators',
      details: 'Details of the Row',
      zoomIn: 'Larger',
      zoomOut: 'Smaller',
      zoomReset: 'Actual Size',
      reload: 'Reload',
      filterRow: 'Filter Row',
      filterColumn: 'Filter the Cell’s Column',
      filterByCell: 'Filter by the Cell’s Value',
      advancedFilter: 'Advanced Filter…',
      clearFilters: 'Clear All Filters',
      columns: 'Choose Columns…',
      totals: 'Totals',
      saveView: 'Save View',
      saveViewAs: 'Save as New View…',
      star: 'Star',
      keepOffline: 'Keep Offline…',
      loadAll: 'Load All Rows…',
      back: 'Back',
      forward: 'Forward',
      previousRecord: 'Previous Record',
      nextRecord: 'Next Record',
      nextTab: 'Next Tab',
      previousTab: 'Previous Tab',
      nextPane: 'Next Part of the Window',
      webClient: 'Open the Web Client',
      connectionTest: 'Test the Connection…',
      requestList: 'Last Requests…',
      copyDiagnostics: 'Copy Diagnostics',
      about: 'About Navigator for ERP.net',
    },
    system: {
      undo: 'Undo',
      redo: 'Redo',
      cut: 'Cut',
      copy: 'Copy',
      paste: 'Paste',
      selectAll: 'Select All',
      fullScreen: 'Full Screen',
      developerTools: 'Developer Tools',
      services: 'Services',
      hide: 'Hide Navigator for ERP.net',
      hideOthers: 'Hide Others',
      unhide: 'Show All',
      minimize: 'Minimise',
      zoom: 'Zoom',
      closeWindow: 'Close Window',
      front: 'Bring All to Front',
      quit: 'Quit',
    },
  },
  bg: {
    menus: {
      file: '&Файл',
      edit: '&Редактиране',
      view: '&Изглед',
      navigator: '&Навигатор',
      go: '&Преход',
      window: 'Прозорец',
      help: 'Помо&щ',
    },
    commands: {
      palette: 'Намери каквото и да е…',
      exportViews: 'Експортирай изгледи…',
      importViews: 'Импортирай изгледи…',
      addAccount: 'Добави профил…',
      signOut: 'Излез от профила',
      settings: 'Настройки…',
      closeTab: 'Затвори раздела',
      copyRow: 'Копирай със заглавията',
      copyLink: 'Копирай връзка към записа',
      searchRows: 'Търси в редовете',
      setList: 'Списък с навигатори',
      details: 'Подробности за реда',
      zoomIn: 'По-едро',
      zoomOut: 'По-дребно',
      zoomReset: 'Обичаен размер',
      reload: 'Зареди отново',
      filterRow: 'Филтърен ред',
      filterColumn: 'Филтрирай колоната на клетката',
      filterByCell: 'Филтрирай по стойността на клетката',
      advancedFilter: 'Разширен филтър…',
      clearFilters: 'Махни всички филтри',
      columns: 'Избери колони…',
      totals: 'Общи суми',
      saveView: 'Запази изгледа',
      saveViewAs: 'Запази като нов изглед…',
      star: 'Звезда',
      keepOffline: 'Запази за работа без връзка…',
      loadAll: 'Зареди всички редове…',
      back: 'Назад',
      forward: 'Напред',
      previousRecord: 'Предишен запис',
      nextRecord: 'Следващ запис',
      nextTab: 'Следващ раздел',
      previousTab: 'Предишен раздел',
      nextPane: 'Следваща част от прозореца',
      webClient: 'Отвори уеб клиента',
      connectionTest: 'Провери връзката…',
      requestList: 'Последните заявки…',
      copyDiagnostics: 'Копирай диагностиката',
      about: 'За Navigator for ERP.net',
    },
    system: {
      undo: 'Отмени',
      redo: 'Повтори',
      cut: 'Изрежи',
      copy: 'Копирай',
      paste: 'Постави',
      selectAll: 'Избери всичко',
      fullScreen: 'Цял екран',
      developerTools: 'Инструменти за разработчици',
      services: 'Услуги',
      hide: 'Скрий Navigator for ERP.net',
      hideOthers: 'Скрий останалите',
      unhide: 'Покажи всички',
      minimize: 'Сгъни',
      zoom: 'Мащабирай',
      closeWindow: 'Затвори прозореца',
      front: 'Всички най-отпред',
      quit: 'Изход',
    },
  },
};
