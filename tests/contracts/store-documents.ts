/** Documents and what they consist of. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { documentId, randomId, workspaceId } from '../../core/protocol/ids.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

const bytes = (...values: ReadonlyArray<number>): Uint8Array => Uint8Array.from(values)

export function describeDocuments(under: StoreFixture): void {
  describe('documents', () => {
    const documents = () => under.store().documents
    const setup = async () => {
      const ada = await under.createAccount('ada')
      const { workspace } = await under.createWorkspace('Quay', ada)
      const make = async (title: string, created = now) => {
        const id = randomId(documentId, under.random)
        orThrow(await documents().create({ id, workspace, title, createdBy: ada, created }))
        return id
      }
      return { ada, workspace, make }
    }

    test('belong to a workspace, the newest first', async () => {
      const { ada, workspace, make } = await setup()
      const [first, second] = [await make('Plan'), await make('Plan', later)]
      await under.reopen()
      expect(await documents().list(workspace)).toEqual([
        { id: second, title: 'Plan', createdBy: ada, created: later },
        { id: first, title: 'Plan', createdBy: ada, created: now },
      ])
      expect(await documents().workspaceOf(first)).toBe(workspace)
      const other = await under.createWorkspace('Pier', ada)
      expect(await documents().list(other.workspace)).toEqual([])
    })

    test('are made in no workspace that is not there', async () => {
      const { ada } = await setup()
      const id = randomId(documentId, under.random)
      const workspace = randomId(workspaceId, under.random)
      const made = await documents().create({ id, workspace, title: 'Plan', createdBy: ada, created: now })
      expect(made).toMatchObject({ failure: { kind: 'not-found' } })
      expect(await documents().workspaceOf(id)).toBeUndefined()
      expect(await documents().updates(id)).toEqual([])
    })

    test('[YW21][YW22] keep their updates in order, each its own, and become one when compacted', async () => {
      const { make } = await setup()
      const [first, second] = [await make('one'), await make('two')]
      const rows = await documents().append([
        { document: first, update: bytes(1) },
        { document: second, update: bytes(9) },
        { document: first, update: bytes(2) },
      ])
      await under.reopen()
      expect(await documents().updates(first)).toEqual([
        { row: rows[0], update: bytes(1) },
        { row: rows[2], update: bytes(2) },
      ])
      const [late] = await documents().append([{ document: first, update: bytes(3) }])
      await documents().compact(first, rows[2] ?? 0, bytes(1, 2))
      await under.reopen()
      expect(await documents().updates(first)).toEqual([
        { row: rows[2], update: bytes(1, 2) },
        { row: late, update: bytes(3) },
      ])
      expect(await documents().updates(second)).toEqual([{ row: rows[1], update: bytes(9) }])
    })

    test('take all of an append or nothing', async () => {
      const { make } = await setup()
      const known = await make('one')
      const unknown = randomId(documentId, under.random)
      const append = documents().append([
        { document: known, update: bytes(1) },
        { document: unknown, update: bytes(2) },
      ])
      await expect(append).rejects.toThrow('trouble')
      expect(await documents().updates(known)).toEqual([])
    })
  })
}
