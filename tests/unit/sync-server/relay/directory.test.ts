import { describe, expect, test } from 'vitest'
import { encode } from 'cborg'
import { orThrow } from '../../../../core/base/defect.ts'
import type { DirectoryChange } from '../../../../core/protocol/directory.ts'
import { randomId, workspaceId } from '../../../../core/protocol/ids.ts'
import { directoryFrames, maxDirectoryFrameBytes } from '../../../../sync-server/relay/directory-frames.ts'
import { testUser } from '../../../support/conversations.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { createDirectoryServices } from '../../../support/directory-services.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { setupVirtualRelay } from '../../../support/virtual-relay.ts'

const random = createSeededRandom(3)

test('[DI2] a long list comes in parts that carry the version before until the last', () => {
  const workspace = randomId(workspaceId, random)
  const changes: ReadonlyArray<DirectoryChange> = Array.from({ length: 5_000 }, (_, index) => ({
    kind: 'member',
    workspace,
    user: testUser(index),
    name: `person number ${index}`,
    role: 'member',
    placeholder: true,
  }))
  const frames = directoryFrames({ version: 9, changes, newlyReadable: [] }, 4)
  expect(frames.length).toBeGreaterThan(1)
  expect(frames.map(({ version }) => version)).toEqual([...frames.slice(1).map(() => 4), 9])
  expect(frames.flatMap((frame) => frame.changes)).toEqual(changes)
  for (const frame of frames) expect(encode(frame.changes).length).toBeLessThanOrEqual(maxDirectoryFrameBytes)
})

describe('a connected member', () => {
  const setup = async () => {
    const world = setupVirtualRelay()
    const ada = await world.addDevice('ada')
    const bob = await world.addDevice('bob')
    const { workspace, general } = await world.addWorkspace([ada])
    const { directory, createChannel } = createDirectoryServices({ ...world, random })
    const adas = await world.open(ada)
    const bobs = await world.open(bob)
    adas.news()
    bobs.news()
    return { world, ada, bob, workspace, general, directory, createChannel, adas, bobs }
  }

  test('[RC2] is sent to come again when the store is away just then, and the change stands', async () => {
    const { world, ada, workspace, createChannel, adas } = await setup()
    world.setAway(true)
    orThrow(await createChannel(ada.user, { workspace, name: 'new' }))
    await world.settle()
    expect(adas.of('goodbye')).toMatchObject([{ code: 'draining', reconnectAfter: 2_000 }])
    world.setAway(false)
    const again = await world.open(ada)
    expect(again.of('directory').flatMap(({ changes }) => changes)).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ kind: 'channel', name: 'new' })]),
    )
  })

  test('[DI3] hears of a new channel, its log first', async () => {
    const { world, ada, workspace, createChannel, adas, bobs } = await setup()
    const id = orThrow(await createChannel(ada.user, { workspace, name: 'new' }))
    await world.settle()
    expect(adas.news()).toMatchObject([
      { kind: 'logs', logs: [{ conversation: id, seq: 0, resumed: false }] },
      { kind: 'directory', changes: [{ kind: 'channel', id, name: 'new' }] },
    ])
    expect(bobs.news()).toEqual([])
  })

  test('[DI3][DI4] who joins sees the whole workspace, the others who joined', async () => {
    const { world, bob, ada, workspace, general, directory, adas, bobs } = await setup()
    orThrow(await directory.join(bob.user, workspace))
    // Allowed at once, whether the directory has been sent or not.
    bobs.send({ kind: 'append', request: 0, entry: createEntryWriter(bob, general).claim() })
    await world.settle()
    const [logs, news, ack] = bobs.news().filter(({ kind }) => kind !== 'presence')
    expect(logs).toMatchObject({ kind: 'logs', logs: [{ conversation: general }] })
    expect(news).toMatchObject({
      kind: 'directory',
      changes: [
        { kind: 'workspace', role: 'member' },
        { kind: 'channel' },
        { user: ada.user },
        { user: bob.user },
      ],
    })
    expect(ack).toMatchObject({ kind: 'ack', seq: 1 })
    expect(adas.of('directory').at(-1)?.changes).toMatchObject([{ kind: 'member', user: bob.user }])
    expect(adas.of('entries').length).toBe(1)
  })

  test('[DI3] gets entries of a conversation only after its log', async () => {
    const { world, ada, bob, workspace, general, directory, adas, bobs } = await setup()
    const writer = createEntryWriter(ada, general)
    bobs.setBuffered(1)
    const joined = directory.join(bob.user, workspace)
    adas.send({ kind: 'append', request: 0, entry: writer.claim() })
    await world.settle()
    adas.send({ kind: 'append', request: 1, entry: writer.post('after') })
    await world.settle()
    orThrow(await joined)
    bobs.setBuffered(0)
    await world.settle()
    const told = bobs.of('logs').at(-1)?.logs[0]?.seq ?? 0
    const seqs = bobs.of('entries').flatMap(({ entries }) => entries.map(({ seq }) => seq))
    expect(seqs).toEqual([1, 2].filter((seq) => seq > told))
    expect(told + seqs.length).toBe(2)
  })

  test('[DI1] who was away gets what changed since its version', async () => {
    const { world, ada, workspace, createChannel, adas } = await setup()
    const version = adas.of('directory').at(-1)?.version ?? 0
    adas.drop()
    orThrow(await createChannel(ada.user, { workspace, name: 'new' }))
    const again = await world.open(ada, { directory: version })
    expect(again.of('directory')).toMatchObject([{ changes: [{ kind: 'channel', name: 'new' }] }])
    expect(again.of('logs')[0]?.logs.length).toBe(2)
    const third = await world.open(ada, { directory: again.of('directory')[0]?.version ?? 0 })
    expect(third.of('directory')).toMatchObject([{ changes: [] }])
  })
})

describe('who may', () => {
  test('not members, not guests: make channels, match placeholders', async () => {
    const world = setupVirtualRelay()
    const [ada, bob, eve] = [
      await world.addDevice('ada'),
      await world.addDevice('bob'),
      await world.addDevice('eve'),
    ]
    const { workspace } = await world.addWorkspace([ada, bob])
    const { directory: store } = world.store
    orThrow(await store.join(workspace, eve.user, 'guest'))
    const { directory, createChannel } = createDirectoryServices({ ...world, random })
    const outsider = (await world.addDevice('oscar')).user
    const channel = { workspace, name: 'new' }
    const kindOf = (result: { readonly ok: boolean; readonly failure?: { readonly kind: string } }) =>
      result.failure?.kind
    expect(kindOf(await createChannel(outsider, channel))).toBe('not-found')
    expect(kindOf(await createChannel(eve.user, channel))).toBe('forbidden')
    expect(kindOf(await createChannel(bob.user, channel))).toBeUndefined()
    expect(kindOf(await createChannel(ada.user, channel))).toBe('name-taken')
    const match = { workspace, placeholder: testUser(1), account: ada.user }
    expect(kindOf(await directory.matchPlaceholder(bob.user, match))).toBe('forbidden')
    expect(kindOf(await directory.matchPlaceholder(ada.user, match))).toBe('not-found')
    expect(kindOf(await directory.join(bob.user, randomId(workspaceId, random)))).toBe('not-found')
  })
})
