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

const erp = askAhead(window.erp, () => crypto.randomUUID());

// The window's own file is read meanwhile; what it shares with this one it gets from here, so nothing here may wait for it.
void import('./open-window.tsx').then(({ openWindow }) => openWindow(erp));
