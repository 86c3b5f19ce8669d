/** Workspaces, members, channels and their versions. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { conversationId, randomId, workspaceId } from '../../core/protocol/ids.ts'
import type { StoreFixture } from './store-fixture.ts'

export function describeDirectory(under: StoreFixture): void {
  describe('directory', () => {
    test('a workspace name is given once, whatever its case', async () => {
      const ada = await under.createAccount('ada')
      await under.createWorkspace('Café', ada)
      const again = { id: randomId(workspaceId, under.random), name: 'CAFÉ', owner: ada, channels: [] }
      expect(await under.store().directory.createWorkspace(again)).toMatchObject({
        failure: { kind: 'name-taken' },
      })
    })

    test('everybody sees open workspaces, members their inside', async () => {
      const ada = await under.createAccount('ada')
      const bob = await under.createAccount('bob')
      const { workspace } = await under.createWorkspace('Quay', ada)
      expect(await under.store().directory.openWorkspaces(bob)).toEqual([
        { id: workspace, name: 'Quay', joined: false, members: 1 },
      ])
      expect(await under.store().directory.changesSince(bob, 0)).toMatchObject({ changes: [] })
      expect(await under.store().directory.join(workspace, bob, 'member')).toEqual({ ok: true, value: true })
      expect(await under.store().directory.join(workspace, bob, 'member')).toEqual({ ok: true, value: false })
      expect(await under.store().directory.role(workspace, ada)).toBe('owner')
      expect(await under.store().directory.role(workspace, bob)).toBe('member')
      expect(await under.store().directory.workspacesOf(bob)).toEqual([workspace])
      expect(
        await under.store().directory.join(randomId(workspaceId, under.random), bob, 'member'),
      ).toMatchObject({
        failure: { kind: 'not-found' },
      })
    })

    test('joining again never lowers a role, but may raise it', async () => {
      const ada = await under.createAccount('ada')
      const { workspace } = await under.createWorkspace('Quay')
      expect(await under.store().directory.hasOwner(workspace)).toBe(false)
      orThrow(await under.store().directory.join(workspace, ada, 'member'))
      orThrow(await under.store().directory.join(workspace, ada, 'owner'))
      orThrow(await under.store().directory.join(workspace, ada, 'guest'))
      expect(await under.store().directory.role(workspace, ada)).toBe('owner')
      expect(await under.store().directory.hasOwner(workspace)).toBe(true)
    })

    test('[DI1] changes since a version are what is newer; a joined workspace comes whole', async () => {
      const ada = await under.createAccount('ada')
      const { workspace, general } = await under.createWorkspace('Quay', ada)
      const first = await under.store().directory.changesSince(ada, 0)
      expect(first.changes.map(({ kind }) => kind)).toEqual(['workspace', 'channel', 'member'])
      expect(first.newlyReadable).toEqual([general])
      expect((await under.store().directory.changesSince(ada, first.version)).changes).toEqual([])

      const random2 = randomId(conversationId, under.random)
      const channel = { id: random2, workspace, name: 'random' }
      orThrow(await under.createChannel(channel, { topic: 'any', createdBy: ada }))
      const second = await under.store().directory.changesSince(ada, first.version)
      expect(second.changes).toEqual([
        {
          kind: 'channel',
          id: random2,
          workspace,
          name: 'random',
          topic: 'any',
          role: 'admin',
          members: [{ user: ada, role: 'admin' }],
        },
      ])
      expect(second.newlyReadable).toEqual([random2])

      const bob = await under.createAccount('bob')
      orThrow(await under.store().directory.join(workspace, bob, 'member'))
      const whole = await under.store().directory.changesSince(bob, second.version)
      expect(whole.changes.length).toBe(5)
      expect(new Set(whole.newlyReadable)).toEqual(new Set([general, random2]))
      const third = await under.store().directory.changesSince(ada, second.version)
      expect(third.changes).toMatchObject([{ kind: 'member', user: bob, username: 'bob' }])
      expect((await under.store().directory.changesSince(ada, third.version + 1_000)).changes.length).toBe(5)
    })

    test('a channel name is given once in a workspace', async () => {
      const { workspace } = await under.createWorkspace('Quay')
      const general = { id: randomId(conversationId, under.random), workspace, name: 'general' }
      expect(await under.createChannel(general)).toMatchObject({
        failure: { kind: 'name-taken' },
      })
      const elsewhere = { ...general, workspace: randomId(workspaceId, under.random) }
      expect(await under.createChannel(elsewhere)).toMatchObject({
        failure: { kind: 'not-found' },
      })
    })
  })
}
