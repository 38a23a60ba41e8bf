import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

function appData(): string {
  const environment = process.env;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support');
  if (process.platform === 'win32') {
    return environment.APPDATA ?? join(homedir(), 'AppData', 'Roaming');
  }
  return environment.XDG_CONFIG_HOME || join(homedir(), '.config');
}

/** The folders of `app.getPath`, computed when asked for unless the app set them. */
export class AppPaths {
  readonly #set = new Map<string, string>();
  readonly #appName: () => string;

  constructor(appName: () => string, userDataSwitch: string | undefined) {
    this.#appName = appName;
    if (userDataSwitch) this.#set.set('userData', userDataSwitch);
  }

  set(name: string, path: string): void {
    this.#set.set(name, path);
  }

  get(name: string): string {
    const known = this.#set.get(name);
    if (known !== undefined) return known;
    switch (name) {
      case 'home':
        return homedir();
      case 'temp':
        return tmpdir();
      case 'appData':
        return appData();
      case 'userData':
        return join(this.get('appData'), this.#appName());
      case 'sessionData':
        return this.get('userData');
      case 'logs':
        return process.platform === 'darwin'
          ? join(homedir(), 'Library', 'Logs', this.#appName())
          : join(this.get('userData'), 'logs');
      case 'crashDumps':
        return join(this.get('userData'), 'Crashpad');
      case 'exe':
        return process.execPath;
      case 'module':
        return dirname(process.execPath);
      case 'desktop':
      case 'documents':
      case 'downloads':
      case 'music':
      case 'pictures':
      case 'videos':
        return join(homedir(), `${name[0]?.toUpperCase()}${name.slice(1)}`);
      default:
        throw new Error(`Failed to get '${name}' path`);
    }
  }
}
