import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/**
 * Draws a small square PNG: a disc of one colour on white (PNG, third edition, sections 5 and 11.2).
 *
 * @param colour red, green and blue, 0 to 255.
 * @returns the file in base64, as the Domain API writes `Edm.Binary`.
 */
export function discPicture(
  colour: readonly [red: number, green: number, blue: number],
  size = 32,
): string {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2], 8); // 8 bits a sample, red green blue; the rest is 0
  const stride = size * 3 + 1;
  const pixels = Buffer.alloc(stride * size, 255);
  const middle = (size - 1) / 2;
  for (let y = 0; y < size; y += 1) {
    pixels[y * stride] = 0;
    for (let x = 0; x < size; x += 1) {
      const isInside = Math.hypot(x - middle, y - middle) < middle * 0.85;
      if (isInside) pixels.set(colour, y * stride + 1 + x * 3);
    }
  }
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array()),
  ]).toString('base64');
}
