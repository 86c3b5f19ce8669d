// npm run package -- --target NAME [--target NAME …] [--arch ARCH]: makes packages in dist/packages. With no Electron at hand
// electron-builder fetches it; with STANDIN_ELECTRON=1 a stand-in takes its place, and the package is good for inspection alone.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureBuilt } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { SetupFailure } from './lib/setup-failure.mjs'
import { makePackages, systemOf, targets } from './package/make.mjs'

const usage = `npm run package -- --target NAME [--arch x64|arm64|universal]
NAME is one of ${Object.keys(targets).join(', ')}; more than one may be named.`

try {
  const { values } = parseArgs({
    options: { target: { type: 'string', multiple: true }, arch: { type: 'string', default: 'x64' } },
  })
  const wanted = values.target ?? []
  const unknown = wanted.find((name) => systemOf(name) === undefined)
  if (wanted.length === 0 || unknown !== undefined) throw new SetupFailure(usage)
  await ensureChromium(console.log)
  await ensureBuilt(console.log)
  for (const file of await makePackages(wanted, values.arch)) console.log(path.relative(process.cwd(), file))
} catch (error) {
  if (!(error instanceof SetupFailure) && !(error instanceof TypeError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
