import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import { randomId, userId, webhookId, workspaceId } from '../../core/protocol/ids.ts'
import { createMasterKey } from '../../sync-server/at-rest/master-key.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite/open.ts'
import { rotateWorkspaceKeys } from '../../sync-server/store/sqlite/rotate.ts'
import { systemRandom } from '../../sync-server/system.ts'
import { testMasterKey } from '../support/master-key.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

test('[AR5][WH3] address and secrets of a webhook open under the new key of the workspace', async () => {
  const file = path.join(temporaryFolder(), 'relay.db')
  const open = () => orThrow(openSqliteStore({ file, random: systemRandom, masterKey: testMasterKey }))
  const store = open()
  const workspace = randomId(workspaceId, systemRandom)
  orThrow(
    await store.directory.createWorkspace({ id: workspace, name: 'Quay', owner: undefined, channels: [] }),
  )
  const secrets = { newest: systemRandom.bytes(32), previous: undefined }
  const wish = { name: 'CI', url: 'https://ci.example/', events: [], conversations: [] }
  const changedBy = randomId(userId, systemRandom)
  const about = { id: randomId(webhookId, systemRandom), workspace, changedBy, created: millis(1) }
  await store.webhooks.add({ ...about, ...wish, secrets })
  await store.close()
  const database = new DatabaseSync(file)
  const body = () => database.prepare('SELECT body FROM webhooks').get()?.['body']
  const before = body()
  const master = createMasterKey(testMasterKey, systemRandom)
  expect(rotateWorkspaceKeys(database, { master, random: systemRandom })).toBe(1)
  expect(body()).not.toEqual(before)
  database.close()
  const again = open()
  expect(await again.webhooks.webhook(workspace, about.id)).toMatchObject({ url: wish.url, secrets })
  await again.close()
})
