// The rows of `npm run package:check` for the relay.
import path from 'node:path'
import { root } from '../lib/run.mjs'
import { differentPackage, made } from './check-parts.mjs'
import { skip } from './check-table.mjs'
import { whyNoOverlay } from './overlay.mjs'
import { makeRelayDeb } from './relay-deb.mjs'
import { tryImage } from './try-image.mjs'
import { rateRelayService, tryRelayDeb } from './try-install.mjs'

const deb = /^tidings-relay_.*\.deb$/

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
