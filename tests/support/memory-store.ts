import { orThrow } from '../../core/base/defect.ts'
import type { Random } from '../../core/base/random.ts'
import { openSqliteStore } from '../../sync-server/store/sqlite/open.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { testMasterKey } from './master-key.ts'

/** A store in memory. `maxPages` bounds it, so that it gets full. */
export const openMemoryStore = (random: Random, maxPages?: number): Store =>
  orThrow(
    openSqliteStore({
      file: ':memory:',
      random,
      masterKey: testMasterKey,
      ...(maxPages === undefined ? {} : { maxPages }),
    }),
  )
