import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findChromium } from './scripts/lib/chromium.mjs'

// One seed for the whole run: `FC_SEED=… npm test` plays a failure again.
const seed = process.env['FC_SEED'] ?? String(Math.trunc(Math.random() * 2 ** 31))

// How many mutated updates the validator is tried with: `npm run mutations -- --count N`.
const mutations = process.env['MUTATIONS'] ?? '20000'
// How long people with sealed conversations go on: `npm run soak -- --steps N`.
const soakSteps = process.env['SOAK_STEPS'] ?? '100'

// `npm test` gets a Chromium where there is none; without one only the projects that need it fail.
const chromium = findChromium()
const executable = chromium === undefined ? {} : { executablePath: chromium }

// Chromium's sandbox does not start for root, which is what containers and build machines run as.
const chromiumArguments = process.getuid?.() === 0 ? ['--no-sandbox'] : []

const shared = {
  env: {
    FC_SEED: seed,
    MUTATIONS: mutations,
    SOAK_STEPS: soakSteps,
    ...(chromium === undefined ? {} : { CHROMIUM: chromium }),
  },
  setupFiles: ['tests/support/seed-fast-check.ts', 'tests/support/speak-english.ts'],
  // A state that is waited for comes when the machine has time for it.
  expect: { poll: { timeout: 10_000 } },
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/{unit,contracts,convergence}/**/*.test.{ts,tsx}'],
          // Properties and the tools of the build take seconds already where nothing else runs.
          testTimeout: 20_000,
        },
      },
      {
        // Real processes, sockets and disks, with time for a slow machine. Two files at a time: one waits for its processes while the other works.
        test: {
          ...shared,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          maxWorkers: 2,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        // What only a browser has (IndexedDB, WebCrypto keys): the tests themselves run in Chromium.
        // Found late, a dependency makes the page load anew in the middle of a test.
        optimizeDeps: {
          include: [
            'lib0/decoding',
            'lib0/encoding',
            'pdfjs-dist',
            'pdfjs-dist/build/pdf.worker.mjs',
            'htmlparser2',
          ],
        },
        test: {
          ...shared,
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...executable, args: chromiumArguments },
              contextOptions: { locale: 'en-GB' }, // dates are written as the system does
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // The whole app in a real Chromium, driven by playwright-core.
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          maxWorkers: 2,
          // Up to four browsers beside a relay: what takes ten seconds here takes minutes where others build meanwhile.
          expect: { poll: { timeout: 30_000 } },
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        // Draws `docs/screens/`: `npm run screens`, never `npm test`.
        test: { ...shared, name: 'screens', include: ['tests/screens/**/*.test.ts'] },
      },
      {
        // The same under Electron, where its executable exists.
        test: {
          ...shared,
          name: 'electron',
          include: ['tests/electron/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
