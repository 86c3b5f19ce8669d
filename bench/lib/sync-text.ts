const filler =
  'the quick brown fox jumps over the lazy dog while five boxing wizards look on, and then '.repeat(2)

/** What is said in the benchmark `sync`: 90 to 150 characters, as people write, never the same twice. */
export const syncText = (number: number): string => `${number} ${filler.slice(number % 60, 150)}`
