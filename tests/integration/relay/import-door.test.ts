import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { randomId, workspaceId } from '../../../core/protocol/ids.ts'
import { importPaths } from '../../../sync-server/import/import-api.ts'
import { systemRandom } from '../../../sync-server/system.ts'
import { startTestRelay } from '../../support/relay.ts'

test('a stranger is turned away from the import before a byte of the body was read', async () => {
  const relay = await startTestRelay()
  try {
    const { hostname, port } = new URL(relay.url)
    const socket = connect(Number(port), hostname)
    let heard = ''
    socket.setEncoding('utf8').on('data', (text: string) => (heard += text))
    const path = importPaths.people(randomId(workspaceId, systemRandom))
    // Announced and never sent: whoever waits for it waits for ever.
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: 8000000\r\n\r\n[`,
    )
    await once(socket, 'end')
    expect(heard).toMatch(/^HTTP\/1\.1 401 /)
    expect(heard).toContain('"code":"unauthorized"')
  } finally {
    await relay.close()
  }
})
