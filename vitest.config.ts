import { defineConfig } from 'vitest/config'

// One seed for the whole run: `FC_SEED=… npm test` plays a failure again.
const seed = process.env['FC_SEED'] ?? String(Math.trunc(Math.random() * 2 ** 31))

const shared = {
  env: { FC_SEED: seed },
  setupFiles: ['tests/support/seed-fast-check.ts'],
}

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['tests/{unit,contracts,convergence}/**/*.test.{ts,tsx}'],
        },
      },
      {
        // Real processes, sockets and disks: one file at a time, with time for a slow machine.
        test: {
          ...shared,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        // The whole app in a real Chromium, driven by playwright-core.
        test: {
          ...shared,
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        // The same under Electron, where its executable exists.
        test: {
          ...shared,
          name: 'electron',
          include: ['tests/electron/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
