// npm run package:check [-- TARGET…]: packages for every system with a stand-in for Electron, each inspected, unpacked and compared,
// signed with throw-away keys, changed by a byte, installed where that can be done here. A table, target by target; exit code 1 if
// anything is not as it should be. With targets named only these: `npm test` takes those that are quick.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { ensureBuilt } from './lib/build.mjs'
import { ensureChromium } from './lib/chromium.mjs'
import { root } from './lib/run.mjs'
import { builtAt } from './package/built-at.mjs'
import { createTable, skip } from './package/check-table.mjs'
import { checkGuide, checkLinux, linuxFormats } from './package/check-linux.mjs'
import { checkMac, checkWindows, windowsTargets } from './package/check-others.mjs'
import { checkRelay } from './package/check-relay.mjs'
import { checkSbom } from './package/check-sbom.mjs'
import { tryRelease, tryUpdates } from './package/try-signing.mjs'

const targets = [...linuxFormats, 'relay', 'image', ...windowsTargets, 'mac', 'dmg, pkg', 'sbom', 'policy']
const wanted = process.argv.slice(2)
const unknown = wanted.find((name) => !targets.includes(name))

/** @param {string} target `linux`, `win` and `all` are what several of them share @returns {boolean} */
function isWanted(target) {
  if (target === 'linux') return linuxFormats.some((name) => isWanted(name))
  if (target === 'win') return windowsTargets.some((name) => isWanted(name))
  return wanted.length === 0 || target === 'all' || wanted.includes(target)
}

/** Two builds of one version, and one of a newer. */
const folders = {
  older: path.join(root, 'dist/check'),
  again: path.join(root, 'dist/check-again'),
  newer: path.join(root, 'dist/check-newer'),
}

async function check() {
  process.env['STANDIN_ELECTRON'] = '1'
  // A commit meanwhile makes no second build another one.
  process.env['SOURCE_DATE_EPOCH'] = builtAt()
  await ensureChromium(console.log)
  await ensureBuilt(console.log)
  for (const folder of Object.values(folders)) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
  }
  const table = createTable(isWanted)
  const about = { row: table.row, isWanted, ...folders }
  await checkLinux(about)
  await checkRelay(about)
  await checkWindows(about)
  await checkMac(about)
  await checkRelease(about)
  await checkGuide(about)
  await checkSbom(about)
  return table.finish()
}

/** What a release has beside its packages. @param {{ row: ReturnType<typeof createTable>['row'], older: string }} about */
async function checkRelease({ row, older }) {
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  const made = readdirSync(older)
  const described = made.filter((file) => /^latest.*\.yml$/.test(file))
  const isOfApp = made.some((file) => file.endsWith('-unpacked'))
  await row('all', 'signed as a release, tampered, mixed', { needs: ['minisign', 'sha256sum'] }, () =>
    isOfApp ? tryRelease(older, version) : skip('no app was built'),
  )
  await row('all', 'update metadata signed, tampered', { needs: ['minisign'] }, () => {
    if (!isOfApp) return skip('no app was built')
    if (described.length === 0) return ['no description of the release was written']
    return tryUpdates(described.map((file) => path.join(older, file)))
  })
}

if (unknown === undefined) process.exitCode = (await check()) ? 0 : 1
else {
  console.error(`There is no target "${unknown}": choose from ${targets.join(', ')}.`)
  process.exitCode = 2
}
