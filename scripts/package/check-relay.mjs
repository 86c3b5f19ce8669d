// The rows of `npm run package:check` for the relay.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '../lib/run.mjs'
import { differentPackage, made } from './check-parts.mjs'
import { wrongComponent } from './check-sbom.mjs'
import { skip } from './check-table.mjs'
import { whyNoOverlay } from './overlay.mjs'
import { makeRelayDeb } from './relay-deb.mjs'
import { tryImage } from './try-image.mjs'
import { rateRelayService, tryRelayDeb } from './try-install.mjs'

const [deb, bill] = [/^tidings-relay_.*\.deb$/, /^tidings-relay-.*\.cdx\.json$/]

/** @param {import('./check-parts.mjs').About} about */
export async function checkRelay({ row, older, again }) {
  await row('relay', 'deb: built', { needs: ['dpkg-deb'] }, async () => {
    await makeRelayDeb(older)
    return []
  })
  await row('relay', 'deb: two builds are the same', { needs: ['dpkg-deb'] }, async () => {
    await makeRelayDeb(again)
    return differentPackage(older, again, deb)
  })
  await row('relay', 'deb: bill of materials, beside it and within', { needs: ['dpkg-deb'] }, () =>
    compareBill(made(older, deb), made(older, bill)),
  )
  await row('relay', 'deb: installed, run, asked, purged', { needs: ['dpkg', 'unshare'] }, () => {
    const why = whyNoOverlay()
    return why === undefined ? tryRelayDeb(made(older, deb)) : skip(`no system to install in: ${why}`)
  })
  await row('relay', 'deb: its service is confined', { needs: ['systemd-analyze'] }, () =>
    rateRelayService(path.join(root, 'dist/relay')),
  )
  await row(
    'image',
    'the lines of its Dockerfile are followed, it runs',
    { needs: ['unshare', 'setpriv', 'npm'] },
    () => {
      const why = whyNoOverlay()
      return why === undefined ? tryImage() : skip(`no system to follow them in: ${why}`)
    },
  )
}

/**
 * What the bill names, against what the deb holds: each package has its package.json in a folder of its name.
 *
 * @param {string} file the deb
 * @param {string} beside
 * @returns {string[]} what is wrong
 */
function compareBill(file, beside) {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-bill-'))
  try {
    execFileSync('dpkg-deb', ['-x', file, folder])
    const program = path.join(folder, 'usr/lib/tidings-relay')
    const text = readFileSync(path.join(folder, 'usr/share/doc/tidings-relay/sbom.cdx.json'), 'utf8')
    /** @type {{ components: ReadonlyArray<Parameters<typeof wrongComponent>[0] & { name: string, version: string }> }} */
    const { components } = JSON.parse(text)
    const node = execFileSync(path.join(program, 'node'), ['--version'], { encoding: 'utf8' })
    const packages = readdirSync(program, { recursive: true, encoding: 'utf8' })
      .filter((name) => /(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+\/package\.json$/.test(name))
      .map((name) => JSON.parse(readFileSync(path.join(program, name), 'utf8')))
    const held = new Set([
      `node ${node.trim().slice(1)}`,
      ...packages.map(({ name, version }) => `${name} ${version}`),
    ])
    const listed = new Set(components.map(({ name, version }) => `${name} ${version}`))
    return [
      ...(readFileSync(beside, 'utf8') === text ? [] : ['the bill beside the deb is not the one within']),
      ...(held.size > 10 ? [] : ['no packages were found in the deb']),
      ...[...held].filter((each) => !listed.has(each)).map((each) => `${each} is in the deb and not listed`),
      ...[...listed].filter((each) => !held.has(each)).map((each) => `${each} is listed and not in the deb`),
      ...components.flatMap(wrongComponent),
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
