/**
 * Appends to the journal named on the command line, and now and then writes all of it anew, until it is killed; prints each
 * counter once it is durable.
 */
import { open } from 'node:fs/promises'
import { orThrow } from '../../../core/base/defect.ts'
import { conversationId } from '../../../core/protocol/ids.ts'
import { createJournal } from '../../../main/journal/journal.ts'
import { systemRandom } from '../../../main/system.ts'

const [file = ''] = process.argv.slice(2)
const conversation = conversationId('a'.repeat(32))
const journal = createJournal({
  file,
  key: new Uint8Array(32).fill(5),
  random: systemRandom,
  openFile: (name) => open(name, 'r+'),
  report: () => undefined,
  compactFrom: 1_048_576,
})

const { counters } = orThrow(await journal.open())
let counter = counters[0]?.[1] ?? 0
for (let round = 1; ; round++) {
  const batch = Array.from({ length: 3 }, (_, index) => counter + index)
  counter += batch.length
  await Promise.all(
    batch.map(async (next) => {
      const bytes = systemRandom.bytes(200 + (next % 7) * 300)
      orThrow(await journal.append([{ conversation, counter: next, bytes }]))
      process.stdout.write(`${next}\n`)
    }),
  )
  if (round % 5 > 0) continue
  const entries = Array.from({ length: counter }, (_, each) => ({
    conversation,
    counter: each,
    bytes: systemRandom.bytes(300),
  }))
  orThrow(await journal.replace(conversation, { entries, nextCounter: counter }))
}
