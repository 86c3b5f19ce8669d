/** node tests/support/electron/timed-start.ts PROFILE: how long the built main takes until it opens its window, on the stand-in for Electron: for `bench desktop`. */
import { registerHooks } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { seen } from './shim.ts'

const shim = new URL('./shim.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: shim, shortCircuit: true } : next(specifier, context),
})

const [profile = ''] = process.argv.slice(2)
process.argv = ['electron', '.', `--profile-dir=${profile}`, '--relay=http://127.0.0.1:9']
const began = performance.now()
await import(pathToFileURL(path.resolve(import.meta.dirname, '../../../out/main/index.js')).href)
while (seen.windows.length === 0) await new Promise((resolve) => setImmediate(resolve))
process.stdout.write(`${performance.now() - began}\n`, () => process.exit(0))
