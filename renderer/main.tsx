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
import './styles/diagnostics.css';
import { askAhead } from './erp/answers-ahead.ts';

const erp = askAhead(window.erp, () => crypto.randomUUID());

// Not before the questions are on their way, which takes this file alone.
const { openWindow } = await import('./open-window.tsx');
openWindow(erp);
