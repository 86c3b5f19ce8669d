/**
 * node bench/lib/kept-shell.ts PROFILE RELAY PORT: the browser shell with a keystore, as people have one under Electron, which opens
 * the vault without being asked. This one keeps nothing secret.
 */
import { bytesToHex } from '../../core/base/bytes.ts'
import { ok } from '../../core/base/result.ts'
import { startApp } from '../../main/app.ts'
import { createSocketBridge } from '../../main/bridge/socket-bridge.ts'
import { createPageFiles } from '../../main/page-server/page-files.ts'
import { startPageServer } from '../../main/page-server/page-server.ts'
import { unmanaged } from '../../main/policy/policy.ts'
import { pageNetwork } from '../../main/previews/page-network.ts'
import { readProfile } from '../../main/profile/profile.ts'
import { systemClock, systemRandom } from '../../main/system.ts'

const [folder = '', relay, port] = process.argv.slice(2)
const report = (line: string): void => void process.stderr.write(`${line}\n`)
const sockets = createSocketBridge(report)
const app = await startApp({
  profile: await readProfile(folder),
  policy: unmanaged,
  protector: {
    protect: async (secret) => ok(secret.slice()),
    unprotect: async (guarded) => ok({ secret: guarded.slice(), stale: false }),
  },
  fetch,
  relay,
  info: { version: '0', shell: 'browser' },
  deviceName: 'bench',
  openLink: async () => false,
  choosePlace: async () => undefined,
  pages: pageNetwork,
  desktop: undefined,
  updates: undefined,
  onSystemLock: undefined,
  tell: sockets.tell,
  report,
  clock: systemClock,
  random: systemRandom,
})
const token = bytesToHex(systemRandom.bytes(32))
const page = {
  file: await createPageFiles(),
  relays: app.relays,
  token,
  serve: (socket: Parameters<typeof sockets.serve>[0]) => sockets.serve(socket, app.bridgeAt),
}
const server = await startPageServer(page, Number(port))
process.stdout.write(`app at http://127.0.0.1:${server.port}/#${token}\n`)
process.once('SIGTERM', () => {
  void server
    .close()
    .then(app.close)
    .finally(() => process.exit(0))
})
