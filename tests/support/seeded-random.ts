import type { Random } from '../../core/base/random.ts'

/** Chance that a test can play again. */
export interface SeededRandom extends Random {
  /** What to hand to `createSeededRandom` to get the same bytes again. */
  readonly seed: number
}

/** The same seed gives the same bytes. sfc32 (Chris Doty-Humphrey, PractRand): small and fast, never fit for keys. */
export function createSeededRandom(seed: number): SeededRandom {
  const next = sfc32(seed)
  return {
    seed,
    bytes: (length) => {
      const bytes = new Uint8Array(length)
      for (let index = 0; index < length; index++) bytes[index] = next() >>> 24
      return bytes
    },
  }
}

/** 32 random bits a call, as a signed integer. */
function sfc32(seed: number): () => number {
  let a = 0
  let b = seed | 0
  let c = Math.trunc(seed / 2 ** 32) | 0
  let counter = 1
  const step = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum
  }
  for (let round = 0; round < 12; round++) step() // mixes near seeds apart
  return step
}
