import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { orThrow } from '../../core/base/defect.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite/open.ts'
import { systemRandom } from '../../sync-server/system.ts'
import { describeStore } from './store-contract.ts'

describeStore('SQLite', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidings-store-'))
  const file = path.join(folder, 'relay.db')
  return {
    open: async () => orThrow(openSqliteStore({ file, random: systemRandom })),
    destroy: async () => rmSync(folder, { recursive: true, force: true }),
  }
})
