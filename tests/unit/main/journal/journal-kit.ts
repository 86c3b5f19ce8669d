import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { RecordDamage, RecordFileDeps } from '../../../../main/records/record-file.ts'
import { createJournal, type Journal } from '../../../../main/journal/journal.ts'
import { openRealFile } from '../../../support/faulty-disk.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'

export interface JournalKit {
  readonly file: string
  readonly damage: RecordDamage[]
  /** A journal over the file as it is now. */
  readonly start: (changes?: Partial<RecordFileDeps>) => Journal
}

export function setupJournal(): JournalKit {
  const file = path.join(temporaryFolder(), 'account', 'journal')
  const damage: RecordDamage[] = []
  const random = createSeededRandom(7)
  const deps: RecordFileDeps = {
    file,
    key: new Uint8Array(32).fill(9),
    random,
    openFile: openRealFile,
    report: (what) => damage.push(what),
    compactFrom: 1_048_576,
  }
  const start: JournalKit['start'] = (changes) => {
    const journal = createJournal({ ...deps, ...changes })
    onTestFinished(() => journal.close())
    return journal
  }
  return { file, damage, start }
}
