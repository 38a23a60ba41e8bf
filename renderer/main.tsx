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
import './styles/dialogs.css';
import './styles/settings.css';
import './styles/diagnostics.css';
import './styles/links.css';
import './styles/forced-colors.css';
import { askAhead } from './erp/answers-ahead.ts';

/** How long the first drawing waits for what it could show, in milliseconds. */
const patience = 250;

const { erp, early, asked, answered } = askAhead(window.erp, () => crypto.randomUUID());
const late = new Promise((resolve) => setTimeout(resolve, patience));

// The window's file is read meanwhile. Nothing can be asked while it is run, so the questions go first, and the answers come
// while it is run. What it shares with this file it gets from here, so nothing here may wait for it.
void Promise.race([asked, late])
  .then(() => import('./open-window.tsx'))
  .then(({ openWindow }) => openWindow(erp, early, Promise.race([answered, late])));
