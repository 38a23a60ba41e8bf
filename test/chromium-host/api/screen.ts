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

const area: Rectangle = { x: 0, y: 0, width: 1_920, height: 1_080 };

const display: Display = {
  id: 1,
  label: 'Chromium host',
  bounds: area,
  workArea: area,
  size: { width: area.width, height: area.height },
  workAreaSize: { width: area.width, height: area.height },
  nativeOrigin: { x: 0, y: 0 },
  scaleFactor: 1,
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
};

/** `screen`: the one display of 1920 × 1080 that headless Chromium is told it has. */
class HostScreen extends HostEmitter implements Implemented {
  constructor() {
    super('screen', ['display-added', 'display-metrics-changed', 'display-removed']);
  }

  getAllDisplays(): Display[] {
    return [display];
  }

  getPrimaryDisplay(): Display {
    return display;
  }

  getDisplayMatching(_rectangle: Rectangle): Display {
    return display;
  }

  getDisplayNearestPoint(_point: Electron.Point): Display {
    return display;
  }

  getCursorScreenPoint(): Electron.Point {
    return { x: 0, y: 0 };
  }

  /** Where a new window goes: as asked, else in the middle, 800 × 600 unless sized. */
  place(options: BrowserWindowConstructorOptions): Bounds {
    const width = Math.max(options.width ?? 800, options.minWidth ?? 0);
    const height = Math.max(options.height ?? 600, options.minHeight ?? 0);
    const x = options.x ?? Math.round((area.width - width) / 2);
    const y = options.y ?? Math.round((area.height - height) / 2);
    return { x, y, width, height };
  }
}

export const screen = new HostScreen();
