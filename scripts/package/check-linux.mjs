// The rows of `npm run package:check` for Linux.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { build, differentPackage, made } from './check-parts.mjs'
import { missing, skip } from './check-table.mjs'
import { inspectApp } from './inspect.mjs'
import { whyNoOverlay } from './overlay.mjs'
import { differences } from './reproduce.mjs'
import { tryPolicyGuide } from './try-guide.mjs'
import { tryDeb, tryDependencies, tryRpm } from './try-install.mjs'
import { tryApt, tryRpmSigning } from './try-signing.mjs'
import { comparePackage, formats } from './unpack.mjs'

/** @typedef {import('./check-parts.mjs').About} About */

/** What each needs to be built. */
const builders = /** @type {const} */ ({
  deb: { file: /^tidings_.*\.deb$/, needs: ['gcc', 'dpkg-deb'] },
  rpm: { file: /^tidings_.*\.rpm$/, needs: ['gcc', 'rpmbuild'] },
  'tar.gz': { file: /^tidings_.*\.tar\.gz$/, needs: ['gcc', '7za'] },
  appimage: { file: /\.AppImage$/, needs: ['gcc', 'mksquashfs', 'desktop-file-validate'] },
})
/** @typedef {keyof typeof builders} Name */
/** @type {Name[]} */
export const linuxFormats = ['deb', 'rpm', 'tar.gz', 'appimage']

/** @param {About} about */
export async function checkLinux({ row, isWanted, older, again, newer }) {
  const wanted = linuxFormats.filter((name) => isWanted(name))
  for (const name of wanted) {
    const { needs } = builders[name]
    if (missing(needs).length > 0) await row(name, 'is built', { needs }, () => [])
  }
  const names = wanted.filter((name) => missing(builders[name].needs).length === 0)
  if (names.length === 0) return
  const folder = path.join(older, 'linux-unpacked')
  await row('linux', `${names.join(', ')}: built`, {}, () => build(names, older))
  await row('linux', 'the folder is inspected', {}, () => inspectApp('linux', folder))
  for (const name of names)
    await row(name, 'holds the folder that was inspected', { needs: formats[name].needs }, () =>
      comparePackage(name, made(older, builders[name].file), folder),
    )
  await row('linux', `${names.join(', ')}: two builds are the same`, {}, async () => {
    await build(names, again)
    return [
      ...differences(folder, path.join(again, 'linux-unpacked')),
      ...names.flatMap((name) => differentPackage(older, again, builders[name].file)),
    ]
  })
  const upgraded = names.filter((name) => name === 'deb' || name === 'rpm')
  if (upgraded.length === 0) return
  await row('linux', `${upgraded.join(', ')}: a newer version is built`, {}, () =>
    build(upgraded, newer, '9.0.0'),
  )
  await checkDeb({ row, older, newer })
  await checkRpm({ row, older, newer })
}

/** @param {() => string[]} act */
const installed = (act) => () => {
  const why = whyNoOverlay()
  return why === undefined ? act() : skip(`no system to install in: ${why}`)
}

/** @param {Pick<About, 'row' | 'older' | 'newer'>} about */
async function checkDeb({ row, older, newer }) {
  const { file } = builders.deb
  await row(
    'deb',
    'what it depends on is to be had',
    { needs: ['apt-get', 'unshare'] },
    installed(() =>
      readdirSync('/var/lib/apt/lists').some((name) => name.includes('_Packages'))
        ? tryDependencies(made(older, file))
        : skip('apt has no lists of packages here'),
    ),
  )
  await row(
    'deb',
    'installed, run, upgraded, purged',
    { needs: ['dpkg', 'unshare', 'desktop-file-validate'] },
    installed(() => tryDeb(made(older, file), made(newer, file))),
  )
  await row('deb', 'in a signed repository, tampered', { needs: ['apt-ftparchive', 'gpg'] }, () =>
    tryApt(made(older, file)),
  )
}

const templates = [
  'windows/tidings.admx',
  'windows/en-US/tidings.adml',
  'macos/tidings.mobileconfig',
  'linux/tidings.schema.json',
]

/** As docs/it/policy.md promises. @param {string} folder */
function missingTemplates(folder) {
  if (!readdirSync(folder).some((name) => name.endsWith('-unpacked'))) return skip('nothing was built')
  const missed = templates.filter((name) => !existsSync(path.join(folder, 'policies', name)))
  return missed.map((name) => `there is no policies/${name}`)
}

/** @param {Pick<About, 'row' | 'older'>} about */
export async function checkGuide({ row, older }) {
  await row('policy', 'the templates lie beside the packages', {}, () => missingTemplates(older))
  await row(
    'policy',
    'docs/it/policy.md is followed as it is written',
    { needs: ['unshare'] },
    installed(tryPolicyGuide),
  )
}

/** @param {Pick<About, 'row' | 'older' | 'newer'>} about */
async function checkRpm({ row, older, newer }) {
  const { file } = builders.rpm
  await row(
    'rpm',
    'installed, run, upgraded, removed',
    { needs: ['rpm', 'unshare'] },
    installed(() => tryRpm(made(older, file), made(newer, file))),
  )
  await row('rpm', 'signed, tampered', { needs: ['rpm', 'rpmsign', 'gpg'] }, () =>
    tryRpmSigning(made(older, file)),
  )
}
