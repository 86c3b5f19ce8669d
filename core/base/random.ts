/** Chance as a module sees it: the system's generator in programs, a seeded one in tests. */
export interface Random {
  /** `length` unpredictable bytes (fit for keys when handed in by a composition root). */
  readonly bytes: (length: number) => Uint8Array
}

/** Uniform in [0, 1) from 48 random bits. */
export function fraction(random: Random): number {
  let value = 0
  for (const byte of random.bytes(6)) value = value * 256 + byte
  return value / 2 ** 48
}
