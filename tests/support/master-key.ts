/** The master key of stores that tests and benchmarks open: the same each time, so that they can be opened again. */
export const testMasterKey: Uint8Array = new Uint8Array(32).fill(7)
