import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { ok } from '../../../../core/base/result.ts'
import {
  conversationA,
  conversationB,
  outboxContract,
  testEntry,
} from '../../../contracts/outbox-contract.ts'
import { createFaultyDisk, openRealFile } from '../../../support/faulty-disk.ts'
import { setupJournal } from './journal-kit.ts'

outboxContract('journal', async () => {
  const kit = setupJournal()
  let journal = kit.start()
  return {
    outbox: journal,
    restart: async () => {
      await journal.close()
      journal = kit.start()
      return journal
    },
  }
})

outboxContract('journal that compacts at every turn', async () => {
  const kit = setupJournal()
  let journal = kit.start({ compactFrom: 0 })
  return {
    outbox: journal,
    restart: async () => {
      await journal.close()
      journal = kit.start({ compactFrom: 0 })
      return journal
    },
  }
})

describe('journal', () => {
  test('keeps what it was given, not what the caller makes of it later', async () => {
    const outbox = setupJournal().start()
    const entry = testEntry(conversationA, 0)
    await outbox.append([entry])
    entry.bytes.fill(0)
    expect(await outbox.open()).toMatchObject({ value: { pending: [testEntry(conversationA, 0)] } })
  })

  test('shows nothing of what it holds', async () => {
    const kit = setupJournal()
    const journal = kit.start()
    const text = new TextEncoder().encode('the words of a person')
    await journal.append([{ conversation: conversationA, counter: 0, bytes: text }])
    const file = await readFile(kit.file)
    expect(file.includes(Buffer.from(text))).toBe(false)
    expect(file.includes(Buffer.from(conversationA, 'hex'))).toBe(false)
    expect((await stat(kit.file)).mode & 0o077).toBe(0)
  })

  test('opens under its own key alone, and keeps a copy of what it cannot read', async () => {
    const kit = setupJournal()
    const journal = kit.start()
    await journal.append([testEntry(conversationA, 0)])
    await journal.close()
    const before = await readFile(kit.file)
    expect(await kit.start({ key: new Uint8Array(32).fill(1) }).open()).toEqual(
      ok({ pending: [], counters: [] }),
    )
    expect(kit.damage).toMatchObject([{ kind: 'middle' }])
    const [damage] = kit.damage
    expect(damage?.kind === 'middle' && (await readFile(damage.copy)).equals(before)).toBe(true)
  })

  test('leaves a file of a later version alone', async () => {
    const kit = setupJournal()
    await kit.start().open()
    const later = await readFile(kit.file)
    later[7] = 3
    await writeFile(kit.file, later)
    expect(await kit.start().open()).toMatchObject({
      failure: { kind: 'failed', detail: 'written by a later version' },
    })
    expect((await readFile(kit.file)).equals(later)).toBe(true)
  })

  test('is locked once closed', async () => {
    const journal = setupJournal().start()
    await journal.append([testEntry(conversationA, 0)])
    await journal.close()
    const locked = { ok: false, failure: { kind: 'locked' } }
    expect(await journal.open()).toEqual(locked)
    expect(await journal.append([testEntry(conversationA, 1)])).toEqual(locked)
    expect(await journal.remove([testEntry(conversationA, 0)])).toEqual(locked)
  })

  test('appends that arrive while the disk is busy share a write and a sync', async () => {
    const disk = createFaultyDisk()
    const journal = setupJournal().start({ openFile: disk.openFile })
    await journal.open()
    await Promise.all(
      Array.from({ length: 100 }, (_, counter) => journal.append([testEntry(conversationA, counter)])),
    )
    expect(disk.counts.datasync).toBeLessThanOrEqual(2)
    await journal.remove([testEntry(conversationA, 0)])
    expect(disk.counts.datasync).toBeLessThanOrEqual(2)
  })

  test.each([
    ['write', 'ENOSPC', { kind: 'full' }],
    ['write', 'EDQUOT', { kind: 'full' }],
    ['write', 'EIO', { kind: 'failed', detail: 'EIO' }],
    ['datasync', 'EIO', { kind: 'failed', detail: 'EIO' }],
  ] as const)('a failed %s (%s) appends nothing, and the next one goes well', async (what, code, failure) => {
    const disk = createFaultyDisk()
    const kit = setupJournal()
    const journal = kit.start({ openFile: disk.openFile })
    await journal.append([testEntry(conversationA, 0)])
    disk.faults[what] = code
    expect(await journal.append([testEntry(conversationA, 1, 500)])).toEqual({ ok: false, failure })
    delete disk.faults[what]
    expect(await journal.append([testEntry(conversationA, 1)])).toEqual(ok(undefined))
    const expected = ok({
      pending: [testEntry(conversationA, 0), testEntry(conversationA, 1)],
      counters: [[conversationA, 2]],
    })
    expect(await journal.open()).toEqual(expected)
    await journal.close()
    expect(await kit.start().open()).toEqual(expected)
    expect(kit.damage).toEqual([])
  })

  test('what was refused is not there after a restart', async () => {
    const disk = createFaultyDisk()
    const kit = setupJournal()
    const journal = kit.start({ openFile: disk.openFile })
    await journal.append([testEntry(conversationA, 0)])
    disk.faults.datasync = 'ENOSPC' // the bytes are in the file by then
    expect(await journal.append([testEntry(conversationA, 1)])).toMatchObject({ ok: false })
    delete disk.faults.datasync
    await journal.close()
    expect(await kit.start().open()).toMatchObject({ value: { pending: [testEntry(conversationA, 0)] } })
  })

  test('goes on after a file that could not be closed for compaction', async () => {
    let closes = 0
    const kit = setupJournal()
    const journal = kit.start({
      compactFrom: 0,
      openFile: async (file) => {
        const handle = await openRealFile(file)
        const close = async (): Promise<void> => {
          await handle.close()
          if (closes++ === 0) throw Object.assign(new Error('close'), { code: 'EIO' })
        }
        return {
          write: (...input) => handle.write(...input),
          datasync: () => handle.datasync(),
          truncate: (length) => handle.truncate(length),
          close,
        }
      },
    })
    for (let counter = 0; counter < 5; counter++) {
      expect(await journal.append([testEntry(conversationA, counter)])).toEqual(ok(undefined))
      expect(await journal.remove([testEntry(conversationA, counter)])).toEqual(ok(undefined))
    }
    expect(closes).toBeGreaterThan(0)
    expect(await journal.open()).toEqual(ok({ pending: [], counters: [[conversationA, 5]] }))
  })

  test('writes nothing behind a failed write that it could not take back', async () => {
    const disk = createFaultyDisk()
    const journal = setupJournal().start({ openFile: disk.openFile })
    await journal.append([testEntry(conversationA, 0)])
    disk.faults.write = 'ENOSPC'
    disk.faults.truncate = 'EIO'
    await journal.append([testEntry(conversationA, 1)])
    delete disk.faults.write
    expect(await journal.append([testEntry(conversationA, 1)])).toMatchObject({ failure: { kind: 'failed' } })
    delete disk.faults.truncate
    expect(await journal.append([testEntry(conversationA, 1)])).toEqual(ok(undefined))
  })

  test('gets small again when most of it is dead, and keeps counters and order', async () => {
    const kit = setupJournal()
    const journal = kit.start({ compactFrom: 20_000 })
    const large = Array.from({ length: 30 }, (_, counter) => testEntry(conversationA, counter, 1_000))
    await journal.append([testEntry(conversationB, 0)])
    for (const entry of large) await journal.append([entry])
    expect((await stat(kit.file)).size).toBeGreaterThan(30_000)
    await journal.remove(large)
    await journal.append([testEntry(conversationA, 30)])
    expect((await stat(kit.file)).size).toBeLessThan(1_000)
    const expected = ok({
      pending: [testEntry(conversationB, 0), testEntry(conversationA, 30)],
      counters: [
        [conversationB, 1],
        [conversationA, 31],
      ],
    })
    expect(await journal.open()).toEqual(expected)
    await journal.close()
    expect(await kit.start().open()).toEqual(expected)
    expect(await readdir(path.dirname(kit.file))).toEqual(['journal'])
  })

  test('never seals two things alike', async () => {
    const kit = setupJournal()
    const journal = kit.start()
    await journal.append([testEntry(conversationA, 0)])
    const first = await readFile(kit.file)
    await writeFile(kit.file, first.subarray(0, 8))
    await journal.close()
    const again = kit.start()
    orThrow(await again.append([testEntry(conversationA, 0)]))
    const second = await readFile(kit.file)
    expect(second.length).toBe(first.length)
    expect(second.subarray(20).equals(first.subarray(20))).toBe(false)
  })
})
