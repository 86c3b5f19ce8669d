/** Who reads what: private channels, guests, people who leave or are taken out, conversations that are closed. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { type ConversationId, userId } from '../../../../core/protocol/ids.ts'
import { createDirectoryServices } from '../../../support/directory-services.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { fetchFrame } from '../../../support/fetch-frame.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { setupVirtualRelay, type VirtualConnection } from '../../../support/virtual-relay.ts'

const random = createSeededRandom(3)

async function setup() {
  const world = setupVirtualRelay()
  const [ada, bob, cyd] = [
    await world.addDevice('ada'),
    await world.addDevice('bob'),
    await world.addDevice('cyd'),
  ]
  const { workspace, general } = await world.addWorkspace([ada, bob, cyd])
  const services = createDirectoryServices({ ...world, random })
  const open = { adas: await world.open(ada), bobs: await world.open(bob), cyds: await world.open(cyd) }
  const all = Object.values(open)
  const quiet = (): void => all.forEach((each) => each.news())
  /** A private channel of Ada and Bob. */
  const addPrivate = async (): Promise<ConversationId> => {
    const given = { workspace, name: 'patents', private: true, members: [bob.user] }
    const id = orThrow(await services.createChannel(ada.user, given))
    await world.settle()
    return id
  }
  let request = 0
  /** What the relay says to a claim and a post of the person in a conversation. */
  const post = async (
    by: Parameters<typeof world.open>[0],
    connection: VirtualConnection,
    conversation: ConversationId,
  ) => {
    const writer = createEntryWriter(by, conversation)
    const before = connection.frames.length
    for (const entry of [writer.claim(), writer.post('hello')]) {
      connection.send({ kind: 'append', request: ++request, entry })
    }
    await world.settle()
    return connection.frames
      .slice(before)
      .flatMap((frame) => (frame.kind === 'ack' || frame.kind === 'refuse' ? [frame] : []))
      .map((frame) => (frame.kind === 'refuse' ? frame.code : 'ack'))
  }
  const changesOf = (connection: VirtualConnection) =>
    connection.news().flatMap((frame) => (frame.kind === 'directory' ? frame.changes : []))
  quiet()
  return {
    world,
    ada,
    bob,
    cyd,
    workspace,
    general,
    ...services,
    ...open,
    quiet,
    addPrivate,
    post,
    changesOf,
  }
}

const kindOf = (result: { readonly ok: boolean; readonly failure?: { readonly kind: string } }) =>
  result.failure?.kind ?? 'ok'

describe('a private channel', () => {
  test('[CM1] is told to its members, with all of them, and to nobody else', async () => {
    const { ada, bob, adas, bobs, cyds, addPrivate, changesOf } = await setup()
    const id = await addPrivate()
    const members = [
      { user: ada.user, role: 'admin' },
      { user: bob.user, role: 'member' },
    ]
    expect(changesOf(adas)).toMatchObject([{ kind: 'channel', id, private: true, role: 'admin' }])
    const [told] = changesOf(bobs)
    expect(told).toMatchObject({ kind: 'channel', id, name: 'patents', private: true })
    expect(told?.kind === 'channel' && new Set(told.members)).toEqual(new Set(members))
    expect(changesOf(cyds)).toEqual([])
  })

  test('[CM1] is written and read by its members alone, whatever an outsider knows of it', async () => {
    const { world, ada, cyd, adas, bobs, cyds, addPrivate, post, quiet } = await setup()
    const id = await addPrivate()
    quiet()
    expect(await post(ada, adas, id)).toEqual(['ack', 'ack'])
    expect(bobs.of('entries').at(-1)?.conversation).toBe(id)
    expect(cyds.news()).toEqual([])
    expect(await post(cyd, cyds, id)).toEqual(['unknown-conversation', 'unknown-conversation'])
    cyds.send(fetchFrame(id, 1))
    await world.settle()
    expect(cyds.of('refuse').at(-1)?.code).toBe('unknown-conversation')
    cyds.drop()
    const again = await world.open(cyd)
    expect(
      again.of('logs').flatMap(({ logs }) => logs.map(({ conversation }) => conversation)),
    ).not.toContain(id)
  })

  test('[CM2] who is taken out reads nothing more from that moment on, and is told that it is gone', async () => {
    const { world, ada, bob, adas, bobs, conversations, addPrivate, post, quiet, workspace, changesOf } =
      await setup()
    const id = await addPrivate()
    expect(await post(bob, bobs, id)).toEqual(['ack', 'ack'])
    quiet()
    orThrow(await conversations.removeMember(ada.user, id, bob.user))
    expect(await post(ada, adas, id)).toEqual(['ack', 'ack'])
    expect(changesOf(bobs)).toEqual([{ kind: 'gone', id, workspace }])
    expect(bobs.of('entries')).toEqual([])
    expect(await post(bob, bobs, id)).toEqual(['unknown-conversation', 'unknown-conversation'])
    expect(kindOf(await conversations.get(bob.user, id))).toBe('not-found')
    orThrow(await conversations.setMember(ada.user, id, bob.user, 'member'))
    await world.settle()
    expect(bobs.of('logs').at(-1)?.logs).toMatchObject([{ conversation: id, seq: 4 }])
  })

  test('[CM3] always has somebody who looks after it', async () => {
    const { ada, bob, conversations, addPrivate } = await setup()
    const id = await addPrivate()
    expect(kindOf(await conversations.leave(ada.user, id))).toBe('last-admin')
    expect(kindOf(await conversations.setMember(ada.user, id, ada.user, 'member'))).toBe('last-admin')
    orThrow(await conversations.setMember(ada.user, id, bob.user, 'admin'))
    expect(kindOf(await conversations.leave(ada.user, id))).toBe('ok')
    expect(kindOf(await conversations.get(ada.user, id))).toBe('not-found')
    expect(kindOf(await conversations.removeMember(bob.user, id, bob.user))).toBe('last-admin')
  })

  test('[PM4] nobody is taken out who is not in the workspace, and ids that are nobody’s name nobody', async () => {
    const { ada, workspace, conversations, addPrivate } = await setup()
    const id = await addPrivate()
    const nobody = userId(workspace)
    expect(kindOf(await conversations.removeMember(ada.user, id, nobody))).toBe('not-found')
  })
})

describe('a guest', () => {
  test('[CM4] reads what they were let into and nothing else of the workspace, and sees its people', async () => {
    const { world, ada, cyd, adas, cyds, workspace, general, directory, conversations, addPrivate, post } =
      await setup()
    const id = await addPrivate()
    cyds.news()
    orThrow(await directory.setRole(ada.user, workspace, cyd.user, 'guest'))
    await world.settle()
    expect(
      cyds
        .of('directory')
        .at(-1)
        ?.changes.map(({ kind }) => kind),
    ).toEqual(['left', 'workspace'])
    expect(await post(cyd, cyds, general)).toEqual(['unknown-conversation', 'unknown-conversation'])
    cyds.news()
    expect(await post(ada, adas, general)).toEqual(['ack', 'ack'])
    expect(cyds.news()).toEqual([])
    orThrow(await conversations.setMember(ada.user, id, cyd.user, 'member'))
    await world.settle()
    const changes = cyds.of('directory').at(-1)?.changes ?? []
    expect(changes.map(({ kind }) => kind)).toEqual(['channel', 'member', 'member', 'member'])
    expect(await post(cyd, cyds, id)).toEqual(['ack', 'ack'])
    expect(kindOf(await conversations.join(cyd.user, general))).toBe('not-found')
    expect(kindOf(await directory.members(cyd.user, workspace))).toBe('forbidden')
  })
})

describe('a status text', () => {
  test('[SX2] is told to whom one shares the workspace with, to guests by their conversations, and to nobody else', async () => {
    const {
      world,
      ada,
      bob,
      cyd,
      adas,
      bobs,
      cyds,
      workspace,
      directory,
      conversations,
      addPrivate,
      changesOf,
      quiet,
    } = await setup()
    const eve = await world.addDevice('eve')
    const { workspace: elsewhere } = await world.addWorkspace([eve])
    const eves = await world.open(eve)
    const id = await addPrivate()
    orThrow(await directory.setRole(ada.user, workspace, cyd.user, 'guest'))
    const says = async (status: string): Promise<void> => {
      await world.settle()
      quiet()
      eves.news()
      orThrow(await world.store.accounts.changeProfile(ada.user, { status }))
      for (const each of [workspace, elsewhere]) await world.relay.directoryChanged(each)
      await world.settle()
    }
    await says('at the engine')
    const peopleOf = (connection: VirtualConnection) =>
      changesOf(connection).filter(({ kind }) => kind === 'member')
    const told = { kind: 'member', user: ada.user, status: 'at the engine' }
    expect(peopleOf(adas)).toMatchObject([told])
    expect(peopleOf(bobs)).toMatchObject([told])
    expect(peopleOf(cyds)).toEqual([])
    expect(peopleOf(eves)).toEqual([])
    orThrow(await conversations.setMember(ada.user, id, cyd.user, 'member'))
    await world.settle()
    expect(peopleOf(cyds)).toContainEqual(expect.objectContaining(told))
    await says('at tea')
    expect(peopleOf(cyds)).toMatchObject([{ ...told, status: 'at tea' }])
    // Who leaves takes it along, and what they say later is not for those who stay.
    orThrow(await world.store.accounts.changeProfile(bob.user, { status: 'at sea' }))
    await world.settle()
    quiet()
    orThrow(await directory.removeMember(ada.user, workspace, bob.user))
    await world.settle()
    const gone = peopleOf(adas)
    expect(gone).toMatchObject([{ user: bob.user, former: true }])
    expect(gone[0]).not.toHaveProperty('status')
  })
})

describe('a conversation', () => {
  test('[CM5] that is archived is read and not written, until it is opened again', async () => {
    const { ada, adas, general, conversations, post } = await setup()
    orThrow(await conversations.archive(ada.user, general, true))
    expect(await post(ada, adas, general)).toEqual(['forbidden', 'forbidden'])
    orThrow(await conversations.archive(ada.user, general, false))
    expect(await post(ada, adas, general)).toEqual(['ack', 'ack'])
  })

  test('[CM6] that is deleted is gone for everybody, with all that was said in it', async () => {
    const { world, ada, bob, adas, bobs, general, workspace, conversations, createChannel, post, changesOf } =
      await setup()
    expect(await post(ada, adas, general)).toEqual(['ack', 'ack'])
    bobs.news()
    expect(kindOf(await conversations.remove(bob.user, general))).toBe('forbidden')
    orThrow(await conversations.remove(ada.user, general))
    await world.settle()
    expect(changesOf(bobs)).toEqual([{ kind: 'gone', id: general, workspace }])
    expect(await post(bob, bobs, general)).toEqual(['unknown-conversation', 'unknown-conversation'])
    const range = { segment: undefined, after: 0, upTo: 9 }
    expect(await world.store.logs.entries(general, range, { maxBytes: 1_000 })).toEqual([])
    expect(kindOf(await createChannel(ada.user, { workspace, name: 'general' }))).toBe('ok')
  })

  test('[CM7] that somebody has left is still theirs to read, and to come back to', async () => {
    const { world, bob, bobs, general, conversations, changesOf, post } = await setup()
    orThrow(await conversations.leave(bob.user, general))
    await world.settle()
    expect(changesOf(bobs)).toMatchObject([{ kind: 'channel', id: general, joined: false }])
    expect(await post(bob, bobs, general)).toEqual(['ack', 'ack'])
    orThrow(await conversations.join(bob.user, general))
    await world.settle()
    expect(bobs.of('directory').at(-1)?.changes[0]).not.toHaveProperty('joined')
  })
})

describe('who is out of a workspace', () => {
  test('[CM8] reads and writes nothing more there; the others keep the name', async () => {
    const { world, ada, bob, adas, bobs, workspace, general, directory, addPrivate, post, changesOf } =
      await setup()
    const id = await addPrivate()
    adas.news()
    bobs.news()
    orThrow(await directory.removeMember(ada.user, workspace, bob.user))
    await world.settle()
    expect(changesOf(bobs)).toEqual([{ kind: 'left', workspace }])
    expect(changesOf(adas)).toMatchObject([
      { kind: 'channel', id, members: [{ user: ada.user }] },
      { kind: 'member', user: bob.user, name: 'bob', former: true },
    ])
    for (const conversation of [general, id]) {
      expect(await post(bob, bobs, conversation)).toEqual(['unknown-conversation', 'unknown-conversation'])
    }
    orThrow(await directory.join(bob.user, workspace))
    await world.settle()
    expect(await post(bob, bobs, general)).toEqual(['ack', 'ack'])
    expect(await post(bob, bobs, id)).toEqual(['unknown-conversation', 'unknown-conversation'])
  })

  test('[CM9] somebody owns the workspace, always', async () => {
    const { ada, bob, workspace, directory } = await setup()
    expect(kindOf(await directory.leave(ada.user, workspace))).toBe('last-owner')
    expect(kindOf(await directory.setRole(ada.user, workspace, ada.user, 'member'))).toBe('last-owner')
    orThrow(await directory.setRole(ada.user, workspace, bob.user, 'owner'))
    expect(kindOf(await directory.leave(ada.user, workspace))).toBe('ok')
  })
})
