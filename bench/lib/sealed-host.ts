/**
 * The person of the benchmark `e2ee` who was away: main as in the browser shell, with the page that was built to FOLDER/out before
 * it.  RELAY FOLDER
 *
 * Joins the workspace that the first line names, then prints who the person is and where the page is, as JSON.
 */
import path from 'node:path'
import { createInterface } from 'node:readline'
import { bytesToHex } from '../../core/base/bytes.ts'
import { orThrow } from '../../core/base/defect.ts'
import { workspaceId } from '../../core/protocol/ids.ts'
import { createSocketBridge } from '../../main/bridge/socket-bridge.ts'
import { createPageFiles } from '../../main/page-server/page-files.ts'
import { startPageServer } from '../../main/page-server/page-server.ts'
import { systemRandom } from '../../main/system.ts'
import { startMainPerson } from './main-person.ts'

const [relay = '', folder = ''] = process.argv.slice(2)
const sockets = createSocketBridge((line) => console.error(line))
const tell = sockets.tell
const { app, account } = await startMainPerson({ relay, folder, username: 'bea', tell })
const token = bytesToHex(systemRandom.bytes(32))
const server = await startPageServer(
  {
    file: await createPageFiles(path.join(folder, 'out')),
    relays: app.relays,
    token,
    serve: (socket) => sockets.serve(socket, app.bridgeAt),
  },
  0,
)
for await (const workspace of createInterface({ input: process.stdin })) {
  orThrow(await app.bridgeAt(undefined)['directory.joinWorkspace']({ workspace: workspaceId(workspace) }))
  console.log(JSON.stringify({ user: account.user, page: `http://127.0.0.1:${server.port}/#${token}` }))
}
process.exit(0)
