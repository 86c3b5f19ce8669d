import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { documentId } from '../../core/protocol/ids.ts'
import type { DocumentCopies } from '../../core/storage/document-copies.ts'

const plan = documentId('1'.repeat(32))
const minutes = documentId('2'.repeat(32))
const bytes = (...values: ReadonlyArray<number>): Uint8Array => Uint8Array.from(values)

/** What every `DocumentCopies` must do. */
export function documentCopiesContract(name: string, open: () => Promise<DocumentCopies>): void {
  describe(`copies of documents: ${name}`, () => {
    test('[DO2] updates come back in the order in which they were appended, each document its own', async () => {
      const copies = await open()
      orThrow(await copies.append(plan, bytes(1)))
      orThrow(await copies.append(minutes, bytes(9)))
      const last = orThrow(await copies.append(plan, bytes(2)))
      expect(orThrow(await copies.read(plan))).toMatchObject({
        updates: [bytes(1), bytes(2)],
        upTo: last,
        damaged: 0,
      })
      expect(orThrow(await copies.read(documentId('3'.repeat(32))))).toEqual({
        updates: [],
        upTo: undefined,
        damaged: 0,
        changedAt: undefined,
      })
    })

    test('[DO10] compacting takes the rows that it names, and no later one and no other document’s', async () => {
      const copies = await open()
      orThrow(await copies.append(plan, bytes(1)))
      orThrow(await copies.append(minutes, bytes(9)))
      const upTo = orThrow(await copies.append(plan, bytes(2)))
      orThrow(await copies.append(plan, bytes(3)))
      orThrow(await copies.compact(plan, upTo, bytes(1, 2)))
      expect(orThrow(await copies.read(plan)).updates).toEqual([bytes(1, 2), bytes(3)])
      expect(orThrow(await copies.read(minutes)).updates).toEqual([bytes(9)])
    })

    test('[SE29] it tells what it holds and how far, the same before and after compacting', async () => {
      const copies = await open()
      expect(orThrow(await copies.held())).toEqual([])
      orThrow(await copies.append(minutes, bytes(9)))
      orThrow(await copies.append(plan, bytes(1)))
      const upTo = orThrow(await copies.append(plan, bytes(2)))
      const before = orThrow(await copies.held())
      expect(before).toHaveLength(2)
      expect(before).toContainEqual({ document: plan, upTo })
      const { changedAt } = orThrow(await copies.read(plan))
      orThrow(await copies.compact(plan, upTo, bytes(1, 2)))
      expect(new Set(orThrow(await copies.held()))).toEqual(new Set(before))
      expect(orThrow(await copies.read(plan)).changedAt).toBe(changedAt)
    })

    test('once closed it answers nothing', async () => {
      const copies = await open()
      await copies.close()
      expect(await copies.read(plan)).toMatchObject({ ok: false, failure: { kind: 'closed' } })
      expect(await copies.append(plan, bytes(1))).toMatchObject({ ok: false, failure: { kind: 'closed' } })
    })
  })
}
