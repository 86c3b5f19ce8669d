import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { conversationA, conversationB, testEntry } from '../../../contracts/outbox-contract.ts'
import { anyMutated } from '../../../support/mutated.ts'
import { type JournalKit, setupJournal } from './journal-kit.ts'

const headBytes = 8
const entries = Array.from({ length: 12 }, (_, index) =>
  testEntry(index % 2 === 0 ? conversationA : conversationB, Math.floor(index / 2)),
)

interface Written {
  readonly kit: JournalKit
  readonly whole: Buffer
  /** Where the record of each entry ends. */
  readonly ends: ReadonlyArray<number>
}

async function setupWritten(): Promise<Written> {
  const kit = setupJournal()
  const journal = kit.start()
  const ends: Array<number> = []
  for (const entry of entries) {
    await journal.append([entry])
    ends.push((await readFile(kit.file)).length)
  }
  await journal.close()
  return { kit, whole: await readFile(kit.file), ends }
}

/** What a journal over these bytes holds; undefined if it does not open. */
async function pendingIn({ kit }: Written, bytes: Uint8Array): Promise<ReadonlyArray<unknown> | undefined> {
  await writeFile(kit.file, bytes)
  const journal = kit.start({ report: () => undefined })
  const opened = await journal.open()
  await journal.close()
  const folder = path.dirname(kit.file)
  for (const name of await readdir(folder)) if (name !== 'journal') await rm(path.join(folder, name))
  return opened.ok ? opened.value.pending : undefined
}

test('a journal of which any stretches were overwritten, or the end cut off, has every record outside of them', async () => {
  const written = await setupWritten()
  const { whole, ends } = written
  const stretch = fc.record({
    at: fc.integer({ min: headBytes, max: whole.length - 1 }),
    fill: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 300 }), fc.constant(Buffer.from('TDJ!'))),
  })
  const cut = fc.option(fc.integer({ min: headBytes, max: whole.length }), { nil: whole.length })
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { maxLength: 4 }), cut, async (stretches, length) => {
      const bytes = Buffer.from(whole)
      for (const { at, fill } of stretches) bytes.set(fill.subarray(0, bytes.length - at), at)
      const isWhole = (_: unknown, index: number): boolean => {
        const [from, to] = [ends[index - 1] ?? headBytes, ends[index] ?? 0]
        return to <= length && bytes.subarray(from, to).equals(whole.subarray(from, to))
      }
      expect(await pendingIn(written, bytes.subarray(0, length))).toEqual(entries.filter(isWhole))
    }),
    { numRuns: 100 },
  )
})

test('a journal mutated in any way opens or says why not, and holds nothing that was never written', async () => {
  const written = await setupWritten()
  await fc.assert(
    fc.asyncProperty(anyMutated(fc.constant(written.whole)), async (bytes) => {
      for (const entry of (await pendingIn(written, bytes)) ?? []) expect(entries).toContainEqual(entry)
    }),
    { numRuns: 100 },
  )
})

test('a journal of any bytes opens, and is empty', async () => {
  const written = await setupWritten()
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
      expect(await pendingIn(written, bytes)).toEqual([])
    }),
    { numRuns: 50 },
  )
  const journal = written.kit.start()
  expect(orThrow(await journal.open()).pending).toEqual([])
})
