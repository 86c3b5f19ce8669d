import type { Benchmark } from './lib/benchmark.ts'
export const chain: Benchmark = { about: 'x', run: async () => [] }
