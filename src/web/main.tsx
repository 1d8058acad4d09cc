import { render } from 'preact';

import { watchConnection } from './api/client.ts';
import { App } from './shell/App.tsx';
import { startTheme } from './shell/theme.ts';
import { followHistory } from './state/store.ts';
import './style/tokens.css';
import './style/base.css';
import './style/shell.css';
import './style/look.css';

startTheme();
followHistory();
watchConnection();
render(<App />, document.getElementById('page')!);
