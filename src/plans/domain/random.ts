/** Read once: every draw asks for them many times, and a global is dear where tests run in a context of their own. */
const { cos, imul, log, PI, sin, sqrt } = Math;

/**
 * xoshiro128** 1.1 (Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021), four 32-bit words of
 * state, filled from the seed by SplitMix64 as its authors advise. Not for secrets: it repeats by design.
 */
export class Xoshiro128 {
  static seeded(seed: number): Xoshiro128 {
    const next = splitMix64(BigInt(seed));
    const [low, high] = [next(), next()];
    return new Xoshiro128([word(low, 0n), word(low, 32n), word(high, 0n), word(high, 32n)]);
  }

  private readonly state: Uint32Array;

  /** @param state four words, not all zero */
  constructor(state: readonly [number, number, number, number]) {
    this.state = Uint32Array.from(state);
  }

  /** A whole number from 0 to 2^32 - 1. */
  next(): number {
    const state = this.state as unknown as [number, number, number, number];
    const result = imul(rotate(imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotate(state[3], 11);
    return result;
  }

  /** Strictly between 0 and 1. */
  uniform(): number {
    return (this.next() + 0.5) / 2 ** 32;
  }

  /** Two independent standard normal numbers by the transform of Box and Muller (1958). */
  normalPair(): [number, number] {
    const radius = sqrt(-2 * log(this.uniform()));
    const angle = 2 * PI * this.uniform();
    return [radius * cos(angle), radius * sin(angle)];
  }
}

/** FNV-1a, 32 bits, over the UTF-16 code units of an ASCII text: a number that the same text always gives. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let place = 0; place < text.length; place += 1) {
    hash = imul(hash ^ text.charCodeAt(place), 0x01000193);
  }
  return hash >>> 0;
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Steele, Lea and Flood (2014). */
function splitMix64(seed: bigint): () => bigint {
  let state = seed;
  return () => {
    state = BigInt.asUintN(64, state + 0x9e3779b97f4a7c15n);
    const first = BigInt.asUintN(64, (state ^ (state >> 30n)) * 0xbf58476d1ce4e5b9n);
    const second = BigInt.asUintN(64, (first ^ (first >> 27n)) * 0x94d049bb133111ebn);
    return second ^ (second >> 31n);
  };
}

function word(value: bigint, shift: bigint): number {
  return Number(BigInt.asUintN(32, value >> shift));
}
