/** Sealed conversations: who is in, and what the others are told. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import {
  type ConversationId,
  conversationId,
  deviceId,
  randomId,
  type UserId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import type { LogWrite, SealedWrite } from '../../sync-server/store/log-store.ts'
import { now, type StoreFixture } from './store-fixture.ts'

export function describeSealed(under: StoreFixture): void {
  describe('sealed conversations', () => {
    const device = randomId(deviceId, under.random)
    const write = (conversation: ConversationId, seq: number, sealed?: SealedWrite): LogWrite => ({
      conversation,
      after: seq - 1,
      entries: [
        {
          seq,
          head: new Uint8Array(32).fill(seq),
          time: now,
          bytes: Uint8Array.of(seq),
          segment: 'claims',
          device,
          counter: seq - 1,
          place: { client: 0, clock: 0, ops: 0 },
        },
      ],
      newestSegment: -1,
      claims: [],
      clocks: [],
      deletions: [],
      imported: [],
      ...(sealed === undefined ? {} : { sealed }),
    })
    const as = (role: 'admin' | 'member', ...users: ReadonlyArray<UserId>) =>
      users.map((user) => ({ user, role }))
    const append = (each: LogWrite) => under.store().logs.append([each])
    const state = Uint8Array.of(1)
    const setup = async () => {
      const [ada, bob, cyd] = [
        await under.createAccount('ada'),
        await under.createAccount('bob'),
        await under.createAccount('cyd'),
      ]
      const { workspace, general } = await under.createWorkspace('Quay', ada)
      for (const user of [bob, cyd]) orThrow(await under.store().directory.join(workspace, user, 'member'))
      const group = randomId(conversationId, under.random)
      const create = (into: WorkspaceId = workspace): SealedWrite => ({
        create: { workspace: into, type: 'group' },
        state,
        members: as('admin', ada, bob),
      })
      return { ada, bob, cyd, workspace, general, group, create }
    }
    const change = (members: SealedWrite['members'], bytes = state): SealedWrite => ({
      create: undefined,
      state: bytes,
      members,
    })
    const readableTo = async (user: UserId) =>
      (await under.store().logs.readableLogs(user, device)).map((log) => log.conversation)
    const news = (user: UserId, since: number) => under.store().directory.changesSince(user, since)

    test('[AD1] one is made by a write, once, and is its own audience: its members read it and nobody else', async () => {
      const { ada, bob, cyd, workspace, general, group, create } = await setup()
      orThrow(await append(write(group, 1, create())))
      expect(await under.store().logs.log(group)).toMatchObject({ workspace, audience: group, seq: 1 })
      expect(await append(write(group, 1, create()))).toMatchObject({ failure: { kind: 'conflict' } })
      const elsewhere = create(randomId(workspaceId, under.random))
      const other = randomId(conversationId, under.random)
      expect(await append(write(other, 1, elsewhere))).toMatchObject({ failure: { kind: 'conflict' } })
      expect(await under.store().logs.log(other)).toBeUndefined()
      expect(await append(write(other, 1))).toMatchObject({ failure: { kind: 'conflict' } })
      await under.reopen()
      expect(new Set(await readableTo(ada))).toEqual(new Set([general, group]))
      expect(new Set(await readableTo(bob))).toEqual(new Set([general, group]))
      expect(await readableTo(cyd)).toEqual([general])
      expect(await under.store().directory.audiencesOf(bob)).toContain(group)
      expect(await under.store().directory.audiencesOf(cyd)).not.toContain(group)
      expect(await under.store().logs.sealedState(group)).toEqual(state)
      expect(await under.store().logs.sealedState(general)).toBeUndefined()
    })

    test('[DI5] members are told of it and of who is in; others of nothing, not by a channel either', async () => {
      const { ada, bob, cyd, workspace, group, create } = await setup()
      const before = await news(ada, 0)
      orThrow(await append(write(group, 1, create())))
      const told = { kind: 'sealed', id: group, workspace, type: 'group', members: as('admin', ada, bob) }
      expect(await news(ada, before.version)).toMatchObject({ changes: [told], newlyReadable: [group] })
      expect((await news(cyd, before.version)).changes).toEqual([])
      const whole = await news(bob, 0)
      expect(whole.changes.filter(({ kind }) => kind === 'channel').length).toBe(1)
      expect(whole.changes.at(-1)).toEqual(told)
      expect(JSON.stringify(await news(cyd, 0))).not.toContain(group)
      orThrow(await append(write(group, 2))) // a message
      orThrow(await append(write(group, 3, change(undefined, Uint8Array.of(2))))) // fresh keys
      expect((await news(ada, whole.version)).changes).toEqual([])
      expect(await under.store().logs.sealedState(group)).toEqual(Uint8Array.of(2))
    })

    test('[DI6] who is out is told so once, without the others, and nothing after; who is in again has it new', async () => {
      const { ada, bob, cyd, group, create } = await setup()
      orThrow(await append(write(group, 1, create())))
      const before = await news(bob, 0)
      orThrow(await append(write(group, 2, change(as('admin', ada, cyd)))))
      const out = await news(bob, before.version)
      expect(out).toMatchObject({ changes: [{ kind: 'sealed', id: group, members: [] }], newlyReadable: [] })
      expect(await readableTo(bob)).not.toContain(group)
      const added = await news(cyd, before.version)
      expect(added).toMatchObject({ newlyReadable: [group] })
      const kept = await news(ada, before.version)
      expect(kept).toMatchObject({ changes: [{ members: as('admin', ada, cyd) }], newlyReadable: [] })
      orThrow(await append(write(group, 3, change(as('admin', cyd, ada)))))
      expect((await news(bob, out.version)).changes).toEqual([])
      const end = await news(ada, kept.version)
      expect(end).toMatchObject({ changes: [{ members: as('admin', cyd, ada) }], newlyReadable: [] })
      orThrow(await append(write(group, 4, change(as('member', bob)))))
      expect(await news(bob, out.version)).toMatchObject({ newlyReadable: [group] })
    })

    test('[CM4] a guest is told whom they are in one with, those who left the workspace too, and of nobody else', async () => {
      const { ada, bob, cyd, workspace, group, create } = await setup()
      const { directory } = under.store()
      const gus = await under.createAccount('gus')
      orThrow(await directory.join(workspace, gus, 'guest'))
      const namesIn = (told: Awaited<ReturnType<typeof news>>) =>
        told.changes.flatMap((change) => (change.kind === 'member' ? [change.username] : []))
      const alone = await news(gus, 0)
      expect(namesIn(alone)).toEqual([])
      orThrow(await append(write(group, 1, create())))
      orThrow(await append(write(group, 2, change(as('admin', ada, bob, gus)))))
      const added = await news(gus, alone.version)
      expect(new Set(namesIn(added))).toEqual(new Set(['ada', 'bob', 'gus']))
      orThrow(await append(write(group, 3, change(as('admin', ada, bob, gus, cyd)))))
      const more = await news(gus, added.version)
      expect(namesIn(more)).toEqual(['cyd'])
      const dan = await under.createAccount('dan')
      orThrow(await directory.join(workspace, dan, 'member'))
      for (const user of [bob, dan]) orThrow(await directory.leave(workspace, user))
      const left = await news(gus, more.version)
      expect(left.changes.filter(({ kind }) => kind === 'member')).toMatchObject([
        { username: 'bob', former: true },
      ])
      orThrow(await append(write(group, 4, change(as('admin', ada, cyd)))))
      orThrow(await append(write(group, 5, change(as('admin', ada, cyd, gus)))))
      expect(new Set(namesIn(await news(gus, left.version)))).toEqual(new Set(['ada', 'cyd', 'gus', 'bob']))
    })

    test('[MK4] a sealed conversation has no marks', async () => {
      const { bob, group, create } = await setup()
      orThrow(await append(write(group, 1, create())))
      expect(await under.store().marks.raise([{ conversation: group, user: bob, seq: 1 }])).toEqual([])
      expect(await under.store().marks.marksOf(group, 64)).toEqual([])
      expect(await under.store().logs.readableLog(group, bob, device)).toMatchObject({ marked: 0 })
    })
  })
}
