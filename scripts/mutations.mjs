// npm run mutations -- [--count N] [--seed N]: tries the validator with a million mutated updates, or as many as said.
import { runOneTest } from './lib/one-test.mjs'

await runOneTest({
  script: 'mutations',
  test: 'validator-mutations',
  option: 'count',
  fallback: '1000000',
  variable: 'MUTATIONS',
})
