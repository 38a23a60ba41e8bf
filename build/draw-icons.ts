/**
 * Draws the icons of the app from `icon.svg`, and those of 48 pixels and fewer from `icon-small.svg`, which leaves out the lines
 * that would blur there. To be run by hand after a drawing was changed: `node build/draw-icons.ts`. Its results are committed,
 * so that packaging needs no browser.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { findBrowser } from '../test/chromium-host/browser.ts';

const folder = import.meta.dirname;
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256];
/** Apple's types of entries that hold a PNG picture, and its pixels; those for `@2x` are types of their own. */
const appleSizes = {
  icp4: 16,
  ic11: 32,
  icp5: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};

async function draw(browser: Browser, size: number): Promise<Buffer> {
  const drawing = await readFile(join(folder, size <= 48 ? 'icon-small.svg' : 'icon.svg'), 'utf8');
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${drawing}`,
  );
  const picture = await page.screenshot({ omitBackground: true });
  await page.close();
  return picture;
}

/**
 * A Windows icon of PNG pictures.
 * @see https://learn.microsoft.com/previous-versions/ms997538(v=msdn.10), ICONDIR and ICONDIRENTRY
 */
function windowsIcon(pictures: readonly (readonly [size: number, png: Buffer])[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, [size, png]] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // A byte has no 256: zero stands for it.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(([, png]) => png)]);
}

/** A macOS icon: entries of a type, their length with these eight bytes, and a PNG picture. */
function appleIcon(pictures: readonly (readonly [type: string, png: Buffer])[]): Buffer {
  const entries = pictures.map(([type, png]) => appleEntry(type, png));
  return appleEntry('icns', Buffer.concat(entries));
}

function appleEntry(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(content.length + 8, 4);
  return Buffer.concat([head, content]);
}

const browser = await chromium.launch({
  executablePath: findBrowser() ?? '',
  args: ['--no-sandbox'],
});
try {
  const drawn = new Map<number, Buffer>();
  for (const size of new Set([...linuxSizes, ...windowsSizes, ...Object.values(appleSizes)])) {
    drawn.set(size, await draw(browser, size));
  }
  const picture = (size: number): Buffer => drawn.get(size) ?? Buffer.alloc(0);
  await mkdir(join(folder, 'icons'), { recursive: true });
  for (const size of linuxSizes) {
    await writeFile(join(folder, 'icons', `${size}x${size}.png`), picture(size));
  }
  await writeFile(join(folder, 'icon.png'), picture(512));
  const ofWindows = windowsSizes.map((size) => [size, picture(size)] as const);
  await writeFile(join(folder, 'icon.ico'), windowsIcon(ofWindows));
  const ofApple = Object.entries(appleSizes).map(([type, size]) => [type, picture(size)] as const);
  await writeFile(join(folder, 'icon.icns'), appleIcon(ofApple));
} finally {
  await browser.close();
}
