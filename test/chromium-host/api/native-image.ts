import type { NativeImage } from 'electron';
import { strict } from '../not-implemented.ts';

type Implemented = Pick<
  NativeImage,
  'getAspectRatio' | 'getSize' | 'isEmpty' | 'toDataURL' | 'toPNG'
>;

/** A picture from PNG bytes; none for an empty one. */
export function imageFromPng(png: Buffer): Implemented {
  // Width and height stand in the IHDR chunk (PNG specification, section 11.2.1).
  const size =
    png.length < 24
      ? { width: 0, height: 0 }
      : {
          width: png.readUInt32BE(16),
          height: png.readUInt32BE(20),
        };
  return strict('nativeImage', {
    isEmpty: () => png.length === 0,
    getSize: () => size,
    getAspectRatio: () => (size.height === 0 ? 0 : size.width / size.height),
    toPNG: () => Buffer.from(png),
    toDataURL: () => `data:image/png;base64,${png.toString('base64')}`,
  } satisfies Implemented);
}

/** `electron.nativeImage`. */
export const nativeImage = strict('nativeImage', {
  createEmpty: () => imageFromPng(Buffer.alloc(0)),
  createFromBuffer: (buffer: Buffer) => imageFromPng(buffer),
});
