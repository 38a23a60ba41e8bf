import { createRoot } from 'react-dom/client';
import { preferredLanguage } from '../electron/contract/languages.ts';
import type { ErpApi } from '../electron/contract/requests.ts';
import { App } from './app.tsx';
import { followConnection } from './erp/connection-hint.ts';
import { type EarlyAnswers, EarlyAnswersContext } from './erp/early-answers.ts';
import { createLiveValues } from './erp/live-values.ts';
import { createTranslations } from './i18n/language.ts';

/**
 * Draws the window into the page.
 *
 * @param early - what was answered meanwhile
 * @param ready - resolves when it should be drawn: once more is drawn later, all of it is drawn again
 */
export async function openWindow(erp: ErpApi, early: EarlyAnswers, ready: Promise<unknown>) {
  const live = createLiveValues(erp);
  followConnection(erp, navigator);
  // The language to begin with, until the main process has told which one is set.
  const translations = await createTranslations(preferredLanguage(navigator.languages));
  await ready;
  const root = document.getElementById('root');
  if (root !== null) {
    createRoot(root).render(
      <EarlyAnswersContext value={early}>
        <App erp={erp} live={live} translations={translations} />
      </EarlyAnswersContext>,
    );
  }
}
