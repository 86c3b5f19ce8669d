import { DatabaseSync } from 'node:sqlite'
import { createMasterKey } from '../../sync-server/at-rest/master-key.ts'
import { createAtRest } from '../../sync-server/at-rest/workspace-keys.ts'
import { atRestTable } from '../../sync-server/store/sqlite/at-rest-table.ts'
import { migrations } from '../../sync-server/store/sqlite/migrations.ts'
import { bytes } from '../../sync-server/store/sqlite/rows.ts'
import { sealAllInPlace } from '../../sync-server/store/sqlite/seal-in-place.ts'
import { createKeyRows, receiptSeedPlace } from '../../sync-server/store/sqlite/workspace-key-rows.ts'
import { testMasterKey } from './master-key.ts'
import { takeBack } from './older-database.ts'
import { createSeededRandom } from './seeded-random.ts'

/** Makes a database of the newest version into one of the version before bodies were sealed, as that one has left it. */
export function takeBackToPlain(file: string): void {
  const database = new DatabaseSync(file)
  const random = createSeededRandom(1)
  const master = createMasterKey(testMasterKey, random)
  const { load } = createKeyRows(database, { master, random })
  const { open } = createAtRest({ master, random, load })
  sealAllInPlace(database, { read: open, write: (_workspace, _place, plain) => plain })
  const seed = bytes(database.prepare('SELECT receipt_seed FROM relay').get() ?? {}, 'receipt_seed')
  database.prepare('UPDATE relay SET receipt_seed = ?').run(master.unwrap(receiptSeedPlace, seed))
  database.close()
  takeBack(file, migrations.indexOf(atRestTable))
}
