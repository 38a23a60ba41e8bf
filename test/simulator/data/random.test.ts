import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { discPicture } from './pictures.ts';
import { createRandom } from './random.ts';

describe('pseudo-random choices', () => {
  it('repeat with the same seed and differ with another', () => {
    const sequence = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 20 }, () => random.below(1000));
    };
    expect(sequence(1)).toEqual(sequence(1));
    expect(sequence(1)).not.toEqual(sequence(2));
  });

  it('make guids of version 4 that do not repeat', () => {
    const random = createRandom(7);
    const guids = Array.from({ length: 20_000 }, () => random.guid());
    expect(new Set(guids).size).toBe(guids.length);
    for (const guid of guids.slice(0, 500)) {
      expect(guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('reach both ends of a range and stay inside', () => {
    const random = createRandom(3);
    const numbers = new Set(Array.from({ length: 500 }, () => random.between(2, 5)));
    expect(numbers).toEqual(new Set([2, 3, 4, 5]));
  });
});

describe('the picture of a disc', () => {
  it('is a PNG with the colour in its middle and white in its corners', () => {
    const file = Buffer.from(discPicture([10, 20, 30], 8), 'base64');
    const data = file.indexOf('IDAT');
    const pixels = inflateSync(file.subarray(data + 4, data + 4 + file.readUInt32BE(data - 4)));
    const at = (x: number, y: number) => [...pixels.subarray(y * 25 + 1 + x * 3).subarray(0, 3)];
    expect(file.readUInt32BE(16)).toBe(8);
    expect(pixels.length).toBe(8 * 25);
    expect(at(4, 4)).toEqual([10, 20, 30]);
    expect(at(0, 0)).toEqual([255, 255, 255]);
  });
});
