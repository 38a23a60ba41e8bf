/** Pseudo-random choices that come out the same at every run with the same seed. */
export interface Random {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  pick<T>(choices: readonly [T, ...T[]]): T;
  /** A guid of version 4. */
  guid(): string;
}

const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Four bytes in hexadecimal digits; quicker than formatting the number as a whole. */
function hex(word: number): string {
  return `${bytes[word >>> 24]}${bytes[(word >>> 16) & 255]}${bytes[(word >>> 8) & 255]}${bytes[word & 255]}`;
}

/** The generator is mulberry32: 32 bits of state are plenty for made-up data. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;

  function word(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  function below(limit: number): number {
    return Math.floor((word() / 0x1_0000_0000) * limit);
  }

  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    chance: (probability) => word() / 0x1_0000_0000 < probability,
    pick: (choices) => choices[below(choices.length)] ?? choices[0],
    guid() {
      const [first, second, third, fourth] = [hex(word()), hex(word()), hex(word()), hex(word())];
      const variant = '89ab'[below(4)];
      return `${first}-${second.slice(0, 4)}-4${second.slice(5)}-${variant}${third.slice(1, 4)}-${third.slice(4)}${fourth}`;
    },
  };
}
