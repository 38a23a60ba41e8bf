/**
 * Draws the side of the installer for Windows and the ground of the disk image for macOS. To be run by hand after a drawing was
 * changed: `node build/draw-installers.ts`. Its results are committed, under the names that electron-builder looks for.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { z } from 'zod';
import { findBrowser } from '../test/chromium-host/browser.ts';

const folder = import.meta.dirname;

/** Pixels, row by row from the top, of four bytes each: red, green, blue and alpha. */
const pixels = z.object({ width: z.number(), height: z.number(), bytes: z.array(z.number()) });
type Pixels = z.infer<typeof pixels>;

async function draw(browser: Browser, drawing: string, scale = 1): Promise<Buffer> {
  const text = await readFile(join(folder, drawing), 'utf8');
  const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(text) ?? [];
  const viewport = { width: Number(width), height: Number(height) };
  const page = await browser.newPage({ viewport, deviceScaleFactor: scale });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${text}`);
  const picture = await page.screenshot();
  await page.close();
  return picture;
}

/** The browser reads its own picture; this runs in the page. */
const readPixels = `(async () => {
  const { width, height } = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d');
  context.drawImage(picture, 0, 0);
  return { width, height, bytes: [...context.getImageData(0, 0, width, height).data] };
})()`;

async function pixelsOf(browser: Browser, picture: Buffer): Promise<Pixels> {
  const page = await browser.newPage();
  await page.setContent(
    `<img id="picture" src="data:image/png;base64,${picture.toString('base64')}">`,
  );
  const read = pixels.parse(await page.evaluate(readPixels));
  await page.close();
  return read;
}

/**
 * A bitmap of 24 bits a pixel: rows from below, of a multiple of four bytes, blue first.
 * @see https://learn.microsoft.com/windows/win32/gdi/bitmap-storage, BITMAPFILEHEADER and BITMAPINFOHEADER
 */
function bitmap({ width, height, bytes }: Pixels): Buffer {
  const row = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + row * height);
  file.write('BM', 'latin1');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const start = (y * width + x) * 4;
      const [red = 0, green = 0, blue = 0] = bytes.slice(start, start + 3);
      file.set([blue, green, red], 54 + (height - 1 - y) * row + x * 3);
    }
  }
  return file;
}

const browser = await chromium.launch({
  executablePath: findBrowser() ?? '',
  args: ['--no-sandbox'],
});
try {
  const side = await draw(browser, 'installer-sidebar.svg');
  await writeFile(join(folder, 'installerSidebar.bmp'), bitmap(await pixelsOf(browser, side)));
  await writeFile(join(folder, 'background.png'), await draw(browser, 'disk-image.svg'));
  await writeFile(join(folder, 'background@2x.png'), await draw(browser, 'disk-image.svg', 2));
} finally {
  await browser.close();
}
