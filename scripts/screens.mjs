// npm run screens: draws every screen of the built app into docs/screens/, to be looked at.
import { ensureBuilt } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { ensureInstalled } from './lib/install.mjs'
import { run, toolEnvironment } from './lib/run.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'

try {
  await ensureInstalled(console.log)
  await ensureBuilt(console.log)
  const env = { ...toolEnvironment(), CHROMIUM: await ensureChromium(console.log) }
  const { code, output } = await run('vitest', ['run', '--project', 'screens'], { limit: 600_000, env })
  console.log(output.trimEnd())
  process.exitCode = code
} catch (error) {
  if (!(error instanceof SetupFailure)) throw error
  console.error(error.message)
  process.exitCode = 1
}
