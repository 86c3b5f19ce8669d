// npm run soak -- [--steps N] [--seed N]: people with sealed conversations whose devices come, go and are lost.
import { runOneTest } from './lib/one-test.mjs'

await runOneTest({
  script: 'soak',
  test: 'e2ee/soak',
  option: 'steps',
  fallback: '3000',
  variable: 'SOAK_STEPS',
})
