import type { DatabaseSync } from 'node:sqlite'
import type { Random } from '../../../core/base/random.ts'
import type { MasterKey } from '../../at-rest/master-key.ts'

/** One step of the schema, as `migrations.ts` has it. */
export interface Migration {
  readonly sql: string
  readonly fill?: (database: DatabaseSync, random: Random, master: MasterKey) => void
}
