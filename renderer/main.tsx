import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/sign-in.css';
import './styles/frame.css';
import './styles/grid.css';
import './styles/navigator.css';
import './styles/record.css';
import './styles/filters.css';
import './styles/palette.css';
import './styles/views.css';
import './styles/columns.css';
import { App } from './app.tsx';
import { followConnection } from './erp/connection-hint.ts';
import { createLiveValues } from './erp/live-values.ts';
import { createTranslations, guessLanguage } from './i18n/language.ts';

const { erp } = window;
const live = createLiveValues(erp);
followConnection(erp, navigator);
const translations = createTranslations(guessLanguage(navigator.languages));

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(<App erp={erp} live={live} translations={translations} />);
}
