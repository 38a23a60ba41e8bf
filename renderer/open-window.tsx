import { createRoot } from 'react-dom/client';
import { preferredLanguage } from '../electron/contract/languages.ts';
import type { ErpApi } from '../electron/contract/requests.ts';
import { App } from './app.tsx';
import { followConnection } from './erp/connection-hint.ts';
import { createLiveValues } from './erp/live-values.ts';
import { createTranslations } from './i18n/language.ts';

/** Draws the window into the page. */
export async function openWindow(erp: ErpApi) {
  const live = createLiveValues(erp);
  followConnection(erp, navigator);
  // The language to begin with, until the main process has told which one is set.
  const translations = await createTranslations(preferredLanguage(navigator.languages));
  const root = document.getElementById('root');
  if (root !== null) {
    createRoot(root).render(<App erp={erp} live={live} translations={translations} />);
  }
}
