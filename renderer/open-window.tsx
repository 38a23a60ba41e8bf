import { createRoot } from 'react-dom/client';
import type { ErpApi } from '../electron/contract/requests.ts';
import { App } from './app.tsx';
import { followConnection } from './erp/connection-hint.ts';
import { createLiveValues } from './erp/live-values.ts';
import { createTranslations, guessLanguage } from './i18n/language.ts';

/** Draws the window into the page. */
export function openWindow(erp: ErpApi) {
  const live = createLiveValues(erp);
  followConnection(erp, navigator);
  const translations = createTranslations(guessLanguage(navigator.languages));
  const root = document.getElementById('root');
  if (root !== null) {
    createRoot(root).render(<App erp={erp} live={live} translations={translations} />);
  }
}
