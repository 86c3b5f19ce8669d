import { describe, expect, test } from 'vitest'
import { maxThreadDrafts } from '../../../core/engine/draft.ts'
import type { DirectoryChange } from '../../../core/protocol/directory.ts'
import { testUser } from '../../support/conversations.ts'
import {
  createWorld,
  deliveriesOf,
  type Device,
  general,
  openIn,
  settled,
  textsOf,
  workspace,
  type World,
} from '../../support/devices.ts'
import { messageId } from '../../support/shown-message.ts'
import { testConversation } from '../../support/test-conversation.ts'

const other = testConversation(2)

interface Setup {
  readonly world: World
  readonly alice: Device
  readonly bob: Device
}

async function setup(): Promise<Setup> {
  const world = createWorld()
  world.relay.addChannel(workspace, other, 'other')
  const [alice, bob] = [world.device(1), world.device(2)]
  await alice.start()
  await bob.start()
  await world.deliverAll()
  world.clock.advance(1_000)
  return { world, alice, bob }
}

describe('over a restart', () => {
  test('[CR65] a draft is kept, half a second after it was typed or on closing', async () => {
    const { world, alice } = await setup()
    openIn(alice).setDraft('half a thou')
    openIn(alice, other).setDraft('another')
    world.clock.advance(500)
    await settled()
    openIn(alice).setDraft('lost in the crash')
    alice.kill()
    await alice.start()
    openIn(alice)
    await settled()
    expect(openIn(alice).view.read().draft).toBe('half a thou')
    openIn(alice).setDraft('')
    await settled()
    alice.kill()
    await alice.start()
    openIn(alice)
    await settled()
    expect(openIn(alice).view.read().draft).toBe('') // what was sent does not come back
    openIn(alice).setDraft('kept')
    await alice.engine().close()
    await alice.start()
    const opened = openIn(alice)
    openIn(alice, other).setDraft('typed before the old one was read')
    opened.setDraft('', undefined, 'something else')
    await settled()
    expect(opened.view.read().draft).toBe('kept')
    expect(openIn(alice, other).view.read().draft).toBe('typed before the old one was read')
    await alice.engine().close()
    await alice.start()
    openIn(alice).setDraft('', undefined, 'kept') // sent before it was read
    await settled()
    expect(openIn(alice).view.read().draft).toBe('')
  })

  test('[CR65] drafts of threads are kept beside that of the conversation, and sending one takes no other with it', async () => {
    const { world, alice } = await setup()
    const [one, two] = [messageId(1), messageId(2)]
    openIn(alice).setDraft('for all')
    openIn(alice).setDraft('a reply', one)
    openIn(alice).setDraft('another', two)
    world.clock.advance(500)
    await settled()
    alice.kill()
    await alice.start()
    // Typed before what was stored has been read: it replaces its own alone.
    openIn(alice).setDraft('a better reply', one)
    await settled()
    const kept = new Map([
      [one, 'a better reply'],
      [two, 'another'],
    ])
    expect(openIn(alice).view.read().threadDrafts).toEqual(kept)
    expect(openIn(alice).view.read().draft).toBe('for all')
    openIn(alice).setDraft('', two)
    await alice.engine().close()
    await alice.start()
    openIn(alice)
    await settled()
    expect(openIn(alice).view.read().threadDrafts).toEqual(new Map([[one, 'a better reply']]))
    expect(openIn(alice).view.read().draft).toBe('for all')
  })

  test('[CR65] in the threads of a conversation no more than 32 drafts wait: the oldest makes room', async () => {
    const { world, alice } = await setup()
    openIn(alice).setDraft('for all')
    for (let number = 0; number <= maxThreadDrafts; number++) {
      world.clock.advance(1)
      openIn(alice).setDraft(`reply ${number}`, messageId(number))
    }
    await alice.engine().close()
    await alice.start()
    openIn(alice)
    await settled()
    const { draft, threadDrafts } = openIn(alice).view.read()
    expect(draft).toBe('for all')
    expect(threadDrafts.size).toBe(maxThreadDrafts)
    expect(threadDrafts.has(messageId(0))).toBe(false)
    expect(threadDrafts.get(messageId(maxThreadDrafts))).toBe(`reply ${maxThreadDrafts}`)
  })

  test('queued messages are there, still queued, and go up once when the network comes back', async () => {
    const { world, alice, bob } = await setup()
    openIn(bob)
    world.relay.settings.isDown = true
    alice.wire()?.cut()
    for (const text of ['one', 'two', 'three']) {
      world.clock.advance(1)
      await openIn(alice).post(text)
    }
    await alice.engine().close()
    await alice.start()
    const opened = openIn(alice)
    await settled()
    expect(textsOf(opened)).toEqual(['one', 'two', 'three'])
    expect(deliveriesOf(opened)).toEqual(['queued', 'queued', 'queued'])
    expect(alice.engine().connection.read().queued).toBe(3)
    world.relay.settings.isDown = false
    world.clock.advance(60_000)
    await world.deliverAll()
    expect(deliveriesOf(opened)).toEqual(['relay', 'relay', 'relay'])
    expect(textsOf(openIn(bob))).toEqual(['one', 'two', 'three'])
  })

  test('a lost store loses nothing: the relay has what it acknowledged, the journal the rest', async () => {
    const { world, alice } = await setup()
    await openIn(alice).post('acknowledged')
    await world.deliverAll()
    alice.wire()?.cut()
    world.clock.advance(1)
    await openIn(alice).post('queued')
    alice.kill()
    alice.wipe()
    await alice.start()
    await world.deliverAll()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['acknowledged', 'queued'])
    expect(deliveriesOf(opened)).toEqual(['relay', 'relay'])
    world.clock.advance(1)
    await opened.post('and on')
    await world.deliverAll()
    expect(deliveriesOf(opened)).toEqual(['relay', 'relay', 'relay'])
    expect(world.relay.log(general).filter(({ entry }) => entry.kind === 'claim')).toHaveLength(2)
  })

  test('close ends all that runs and answers what comes after with a failure', async () => {
    const { world, alice } = await setup()
    const opened = openIn(alice)
    await alice.engine().close()
    expect(alice.wire()?.isOpen()).toBe(false)
    const timers = world.clock.pending()
    world.clock.advance(3_600_000)
    await settled()
    expect(world.clock.pending()).toBeLessThanOrEqual(timers)
    opened.close()
  })
})

describe('the directory, over a restart', () => {
  test('[CR66] the directory is there without a network, members and all', async () => {
    const { world, alice } = await setup()
    const people = Array.from({ length: 300 }, (_, number) => testUser(number * 65_537))
    world.relay.tell([
      { kind: 'workspace', id: workspace, name: 'Office', role: 'admin' },
      ...people.map((user, number) => ({
        kind: 'member' as const,
        workspace,
        user,
        name: `Person ${number}`,
        role: 'member' as const,
        placeholder: number % 2 === 1,
      })),
    ])
    await world.deliverAll()
    world.clock.advance(500)
    await settled()
    const before = alice.engine().directory.read()
    alice.kill()
    world.relay.settings.isDown = true
    await alice.start()
    expect(alice.engine().directory.read()).toEqual(before)
    expect(before).toMatchObject({
      loaded: true,
      workspaces: [{ name: 'Office', role: 'admin', memberCount: 150 }],
    })
    for (const [number, user] of people.entries()) {
      expect(alice.engine().member(workspace, user)).toMatchObject({ name: `Person ${number}` })
    }
    expect(alice.engine().member(workspace, testUser(7))).toBeUndefined()
  })

  test('[CR66] few changes are stored at once; what follows many waits half a second', async () => {
    const { world, alice } = await setup()
    const tell = async (changes: ReadonlyArray<DirectoryChange>): Promise<void> => {
      world.relay.tell(changes)
      await world.deliverAll()
      await settled()
    }
    const named = (name: string): DirectoryChange => ({
      kind: 'workspace',
      id: workspace,
      name,
      role: 'admin',
    })
    const nameAfterCrash = async (): Promise<string | undefined> => {
      alice.kill()
      world.relay.settings.isDown = true
      await alice.start()
      const [shown] = alice.engine().directory.read().workspaces
      world.relay.settings.isDown = false
      world.clock.advance(60_000)
      await world.deliverAll()
      world.clock.advance(1_000)
      await settled()
      return shown?.name
    }
    await tell([named('Bureau')])
    await tell([named('Kontor')])
    expect(await nameAfterCrash()).toBe('Kontor')
    const crowd = Array.from({ length: 64 }, (_, number): DirectoryChange => {
      return {
        kind: 'member',
        workspace,
        user: testUser(number * 65_537),
        name: 'P',
        role: 'member',
        placeholder: false,
      }
    })
    await tell([named('Office'), ...crowd])
    await tell([named('Oficina')])
    expect(await nameAfterCrash()).toBe('Office')
    await tell([named('Office'), ...crowd])
    await tell([named('Oficina')])
    world.clock.advance(500)
    await settled()
    expect(await nameAfterCrash()).toBe('Oficina')
  })
})
