/** Documents and what they consist of. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { conversationId, documentId, randomId, workspaceId } from '../../core/protocol/ids.ts'
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
        const conversation = randomId(conversationId, under.random)
        orThrow(await documents().create({ id, conversation, workspace, title, createdBy: ada, created }))
        return { id, conversation }
      }
      return { ada, workspace, make }
    }

    test('belong to a workspace, the newest first', async () => {
      const { ada, workspace, make } = await setup()
      const [first, second] = [await make('Plan'), await make('Plan', later)]
      await under.reopen()
      expect(await documents().list(workspace)).toEqual([
        { ...second, title: 'Plan', createdBy: ada, created: later },
        { ...first, title: 'Plan', createdBy: ada, created: now },
      ])
      expect(await documents().workspaceOf(first.id)).toBe(workspace)
      const other = await under.createWorkspace('Pier', ada)
      expect(await documents().list(other.workspace)).toEqual([])
    })

    test('[YW25] are told in the directory with their conversation, which is no channel, and again when renamed', async () => {
      const { ada, workspace, make } = await setup()
      const { directory, logs } = under.store()
      const before = await directory.changesSince(ada, 0)
      const plan = await make('Plan')
      const made = await directory.changesSince(ada, before.version)
      const change = { kind: 'document', workspace, title: 'Plan', ...plan }
      expect(made.changes).toEqual([change])
      expect(made.newlyReadable).toEqual([plan.conversation])
      const device = await under.createDevice(ada)
      const readable = await logs.readableLogs(ada, device)
      expect(readable.map(({ conversation }) => conversation)).toContain(plan.conversation)
      orThrow(await documents().rename(workspace, plan.id, 'Plan B'))
      await under.reopen()
      const renamed = await under.store().directory.changesSince(ada, made.version)
      expect(renamed).toMatchObject({ changes: [{ ...change, title: 'Plan B' }], newlyReadable: [] })
    })

    test('[CM10] are not made under an id that is there already', async () => {
      const { ada, workspace, make } = await setup()
      const plan = await make('Plan')
      const other = { title: 'Other', workspace, createdBy: ada, created: later }
      const taken = { ok: false, failure: { kind: 'id-taken' } }
      expect(await documents().create({ ...other, ...plan })).toEqual(taken)
      const anew = { ...plan, id: randomId(documentId, under.random) }
      expect(await documents().create({ ...other, ...anew })).toEqual(taken)
      await under.reopen()
      expect(await documents().list(workspace)).toMatchObject([{ ...plan, title: 'Plan' }])
    })

    test('[YW20] are not renamed through another workspace, nor seen by those outside', async () => {
      const { workspace, make } = await setup()
      const bob = await under.createAccount('bob')
      const other = await under.createWorkspace('Pier', bob)
      const plan = await make('Plan')
      for (const [where, id] of [
        [other.workspace, plan.id],
        [workspace, randomId(documentId, under.random)],
      ] as const) {
        expect(await documents().rename(where, id, 'Mine')).toMatchObject({ failure: { kind: 'not-found' } })
      }
      expect(await documents().list(workspace)).toMatchObject([{ title: 'Plan' }])
      const { changes } = await under.store().directory.changesSince(bob, 0)
      expect(changes.some(({ kind }) => kind === 'document')).toBe(false)
      const device = await under.createDevice(bob)
      const readable = await under.store().logs.readableLogs(bob, device)
      expect(readable.map(({ conversation }) => conversation)).not.toContain(plan.conversation)
    })

    test('are made in no workspace that is not there', async () => {
      const { ada } = await setup()
      const id = randomId(documentId, under.random)
      const workspace = randomId(workspaceId, under.random)
      const conversation = randomId(conversationId, under.random)
      const made = await documents().create({
        id,
        conversation,
        workspace,
        title: 'Plan',
        createdBy: ada,
        created: now,
      })
      expect(made).toMatchObject({ failure: { kind: 'not-found' } })
      expect(await documents().workspaceOf(id)).toBeUndefined()
      expect(await documents().updates(id)).toEqual([])
    })

    test('[YW21][YW22] keep their updates in order, each its own, and become one when compacted', async () => {
      const { make } = await setup()
      const [{ id: first }, { id: second }] = [await make('one'), await make('two')]
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
      const { id: known } = await make('one')
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
