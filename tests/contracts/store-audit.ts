import { beforeEach, describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { type WorkspaceId, workspaceId } from '../../core/protocol/ids.ts'
import { verifyChain } from '../../sync-server/audit/chain.ts'
import type { AuditRow, AuditStore } from '../../sync-server/store/audit-store.ts'
import type { StoreFixture } from './store-fixture.ts'

const workspace: WorkspaceId = workspaceId('11'.repeat(16))

export function describeAudit(under: StoreFixture): void {
  describe('audit', () => {
    let store: AuditStore
    beforeEach(async () => {
      store = under.store().audit
      for (let number = 1; number <= 5; number++)
        await store.add(workspace, millis(number), `{"n":${number}}`)
      await store.add('relay', millis(9), '{}')
    })
    /** The same store, after somebody with access to the disk was at it. */
    const after = (change: (rows: ReadonlyArray<AuditRow>) => ReadonlyArray<AuditRow>) =>
      verifyChain(
        {
          head: store.head,
          list: async (scope, number, limit) =>
            change(await store.list(scope, 0, 1_000))
              .filter((row) => row.number > number)
              .slice(0, limit),
        },
        workspace,
      )

    test('[AL1] each scope has a chain of its own, numbered from 1', async () => {
      const numbers = (rows: ReadonlyArray<AuditRow>) => rows.map(({ number }) => number)
      expect(numbers(await store.list(workspace, 0, 10))).toEqual([1, 2, 3, 4, 5])
      expect(numbers(await store.list(workspace, 2, 2))).toEqual([3, 4])
      expect(numbers(await store.list('relay', 0, 10))).toEqual([1])
      expect(await verifyChain(store, workspace)).toEqual({ kind: 'whole', lines: 5 })
      expect(await verifyChain(store, workspaceId('22'.repeat(16)))).toEqual({ kind: 'whole', lines: 0 })
    })

    test('[AL2] a line that was changed is found', async () => {
      const proof = after((rows) => rows.map((row) => (row.number === 3 ? { ...row, line: '{"n":4}' } : row)))
      expect(await proof).toEqual({ kind: 'broken', number: 3, fault: 'changed' })
      const later = after((rows) => rows.map((row) => (row.number === 3 ? { ...row, time: millis(4) } : row)))
      expect(await later).toEqual({ kind: 'broken', number: 3, fault: 'changed' })
    })

    test('[AL2] a line that was taken out is found, also the last one', async () => {
      const middle = after((rows) => rows.filter(({ number }) => number !== 2))
      expect(await middle).toEqual({ kind: 'broken', number: 2, fault: 'missing' })
      const last = after((rows) => rows.filter(({ number }) => number !== 5))
      expect(await last).toEqual({ kind: 'broken', number: 5, fault: 'missing' })
    })

    test('[AL2] lines that were taken out and numbered anew are found', async () => {
      const closed = after((rows) =>
        rows.filter(({ number }) => number !== 2).map((row, index) => ({ ...row, number: index + 1 })),
      )
      expect(await closed).toEqual({ kind: 'broken', number: 2, fault: 'changed' })
    })

    test('[AL2] lines that changed places are found', async () => {
      const swapped = after((rows) => {
        const [one, two, three, ...rest] = rows
        if (one === undefined || two === undefined || three === undefined) return rows
        return [one, { ...three, number: 2 }, { ...two, number: 3 }, ...rest]
      })
      expect(await swapped).toEqual({ kind: 'broken', number: 2, fault: 'changed' })
    })
  })
}
