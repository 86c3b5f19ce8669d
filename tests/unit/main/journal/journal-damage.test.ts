import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ok } from '../../../../core/base/result.ts'
import type { PendingEntry } from '../../../../core/storage/outbox.ts'
import { conversationA, conversationB, testEntry } from '../../../contracts/outbox-contract.ts'
import { type JournalKit, setupJournal } from './journal-kit.ts'

const entries = [testEntry(conversationA, 0), testEntry(conversationB, 0), testEntry(conversationA, 1)]

/** A journal with three records, and where each of them ends in the file. */
async function setupThree(): Promise<{ kit: JournalKit; whole: Buffer; ends: ReadonlyArray<number> }> {
  const kit = setupJournal()
  const journal = kit.start()
  const ends: number[] = []
  for (const entry of entries) {
    await journal.append([entry])
    ends.push((await readFile(kit.file)).length)
  }
  await journal.close()
  return { kit, whole: await readFile(kit.file), ends }
}

const contentsOf = (pending: ReadonlyArray<PendingEntry>) => {
  const counters = new Map<string, number>()
  for (const { conversation, counter } of pending) counters.set(conversation, counter + 1)
  return ok({ pending, counters: [...counters] })
}

describe('a damaged journal', () => {
  test('torn off at any byte of the last record: the others are there, and it goes on', async () => {
    const { kit, whole, ends } = await setupThree()
    for (let length = ends[1] ?? 0; length < whole.length; length++) {
      await writeFile(kit.file, whole.subarray(0, length))
      kit.damage.length = 0
      const journal = kit.start()
      expect(await journal.open()).toEqual(contentsOf(entries.slice(0, 2)))
      expect(await journal.append([testEntry(conversationA, 1)])).toEqual(ok(undefined))
      await journal.close()
      expect(await kit.start().open()).toEqual(contentsOf(entries))
      expect(kit.damage).toEqual(length === ends[1] ? [] : [{ kind: 'tail', bytes: length - (ends[1] ?? 0) }])
    }
    expect(await readdir(path.dirname(kit.file))).toEqual(['journal'])
  })

  test('a replacement torn off at any byte leaves all that it would have replaced; whole, nothing of it', async () => {
    const { kit, whole } = await setupThree()
    const journal = kit.start()
    const anew = [testEntry(conversationA, 8), testEntry(conversationA, 9, 40)]
    expect(await journal.replace(conversationA, { entries: anew, nextCounter: 10 })).toEqual(ok(undefined))
    await journal.close()
    const after = await readFile(kit.file)
    for (let length = whole.length; length < after.length; length++) {
      await writeFile(kit.file, after.subarray(0, length))
      const torn = kit.start()
      expect(await torn.open()).toEqual(contentsOf(entries))
      expect(await torn.append([testEntry(conversationA, 2)])).toEqual(ok(undefined))
      await torn.close()
    }
    await writeFile(kit.file, after)
    expect(await kit.start().open()).toMatchObject({ value: { pending: [entries[1], ...anew] } })
  })

  test('a journal of version 1 is read, and is version 2 from then on', async () => {
    const { kit, whole } = await setupThree()
    const old = Buffer.from(whole)
    old[7] = 1
    await writeFile(kit.file, old)
    const journal = kit.start()
    expect(await journal.open()).toEqual(contentsOf(entries))
    expect((await readFile(kit.file))[7]).toBe(2)
    await journal.replace(conversationA, { entries: [], nextCounter: 5 })
    await journal.close()
    expect(await kit.start().open()).toMatchObject({ value: { pending: [entries[1]] } })
    expect(kit.damage).toEqual([])
  })

  test('torn off at any byte before that: what stands before is there', async () => {
    const { kit, whole, ends } = await setupThree()
    for (let length = 0; length <= (ends[1] ?? 0); length++) {
      await writeFile(kit.file, whole.subarray(0, length))
      const left = entries.filter((_, index) => (ends[index] ?? 0) <= length)
      expect(await kit.start().open()).toEqual(contentsOf(left))
    }
  })

  test('a tail of zeros, as a power cut leaves it, is cut off', async () => {
    const { kit, whole } = await setupThree()
    await writeFile(kit.file, Buffer.concat([whole, Buffer.alloc(5_000)]))
    expect(await kit.start().open()).toEqual(contentsOf(entries))
    expect(kit.damage).toEqual([{ kind: 'tail', bytes: 5_000 }])
  })

  test('a changed byte anywhere costs at most the record it is in, and a copy is kept', async () => {
    const { kit, whole, ends } = await setupThree()
    for (let at = 0; at < whole.length; at++) {
      if (at === 7) continue // the version: another test
      const spoilt = Buffer.from(whole)
      spoilt.writeUInt8((spoilt[at] ?? 0) ^ 0x10, at)
      await writeFile(kit.file, spoilt)
      kit.damage.length = 0
      const hit = at < 8 ? -1 : ends.findIndex((end) => at < end)
      const left = entries.filter((_, index) => index !== hit)
      const journal = kit.start()
      expect(await journal.open()).toMatchObject({ value: { pending: left } })
      await journal.close()

      const [damage] = kit.damage
      // A last record whose length was changed looks like one that was never finished.
      if (damage?.kind === 'middle') expect((await readFile(damage.copy)).equals(spoilt)).toBe(true)
      else expect(hit).toBe(2)
      expect(await kit.start().open()).toMatchObject({ value: { pending: left } })
    }
  })

  test('a record that was moved or repeated is not believed', async () => {
    const { kit, whole, ends } = await setupThree()
    const [one = 0, two = 0] = ends
    const repeated = Buffer.concat([whole, whole.subarray(8, one)])
    const swapped = Buffer.concat([whole.subarray(0, 8), whole.subarray(one, two), whole.subarray(8, one)])
    await writeFile(kit.file, repeated)
    expect(await kit.start().open()).toEqual(contentsOf(entries))
    await writeFile(kit.file, swapped)
    expect(await kit.start().open()).toMatchObject({ value: { pending: [] } })
  })

  test('never throws and loses no whole record, whatever happens to the bytes', async () => {
    const { kit, whole } = await setupThree()
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constant(Buffer.from('TDJ!')),
      fc.constant(whole.subarray(8, 60)),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 5 }), async (pieces) => {
        await writeFile(kit.file, Buffer.concat([whole, ...pieces]))
        const journal = kit.start({ report: () => undefined })
        expect(await journal.open()).toEqual(contentsOf(entries))
        await journal.close()
        for (const name of await readdir(path.dirname(kit.file))) {
          if (name !== 'journal') await writeFile(path.join(path.dirname(kit.file), name), '')
        }
      }),
      { numRuns: 50 },
    )
  })
})
