import type {
  BrowserWindowConstructorOptions,
  Display,
  Screen as ElectronScreen,
  Rectangle,
} from 'electron';
import type { Bounds } from '../chromium/open-target.ts';
import { HostEmitter } from '../emitter.ts';

type Implemented = Pick<
  ElectronScreen,
  | 'getAllDisplays'
  | 'getCursorScreenPoint'
  | 'getDisplayMatching'
  | 'getDisplayNearestPoint'
  | 'getPrimaryDisplay'
>;

/** A display of that size, all of it free for windows. */
function displayOf(area: Rectangle, scaleFactor: number): Display {
  const size = { width: area.width, height: area.height };
  return { ...unmeasured, bounds: area, workArea: area, size, workAreaSize: size, scaleFactor };
}

const unmeasured = {
  id: 1,
  label: 'Chromium host',
  nativeOrigin: { x: 0, y: 0 },
  rotation: 0,
  internal: false,
  detected: true,
  touchSupport: 'unavailable',
  accelerometerSupport: 'unavailable',
  monochrome: false,
  colorDepth: 24,
  colorSpace: '{primaries:BT709, transfer:SRGB, matrix:RGB, range:FULL}',
  depthPerComponent: 8,
  displayFrequency: 60,
  maximumCursorSize: { width: 64, height: 64 },
} satisfies Partial<Display>;

/** `screen`: one display; headless it is the 1920 × 1080 that Chromium is told it has. */
class HostScreen extends HostEmitter implements Implemented {
  #display = displayOf({ x: 0, y: 0, width: 1_920, height: 1_080 }, 1);

  constructor() {
    super('screen', ['display-added', 'display-metrics-changed', 'display-removed']);
  }

  getAllDisplays(): Display[] {
    return [this.#display];
  }

  getPrimaryDisplay(): Display {
    return this.#display;
  }

  getDisplayMatching(_rectangle: Rectangle): Display {
    return this.#display;
  }

  getDisplayNearestPoint(_point: Electron.Point): Display {
    return this.#display;
  }

  /** Told at the start how large the display really is, which only a page can say. */
  measured(area: Rectangle, scaleFactor: number): void {
    this.#display = displayOf(area, scaleFactor);
  }

  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }

  /** Where a new window goes: as asked, else in the middle, 800 × 600 unless sized. */
  place(options: BrowserWindowConstructorOptions): Bounds {
    const area = this.#display.workArea;
    const width = Math.max(options.width ?? 800, options.minWidth ?? 0);
    const height = Math.max(options.height ?? 600, options.minHeight ?? 0);
    const x = options.x ?? area.x + Math.max(0, Math.round((area.width - width) / 2));
    const y = options.y ?? area.y + Math.max(0, Math.round((area.height - height) / 2));
    return { x, y, width, height };
  }
}

export const screen = new HostScreen();
