import { describe, expect, test } from 'vitest'
import { fail, ok } from '../../../core/base/result.ts'
import { testUser } from '../../support/conversations.ts'
import {
  createWorld,
  deliveriesOf,
  type Device,
  openIn,
  settled,
  textsOf,
  workspace,
  type World,
} from '../../support/devices.ts'
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

const channelsOf = (device: Device) => device.engine().directory.read().workspaces[0]?.channels ?? []
const unreadOf = (device: Device): ReadonlyArray<string> =>
  channelsOf(device)
    .filter(({ unread }) => unread)
    .map(({ name }) => name)

describe('messages', () => {
  test('[CR60] one’s own message is queued, then on the relay; others’ have no delivery', async () => {
    const { world, alice, bob } = await setup()
    openIn(bob)
    expect(await openIn(alice).post('Hello')).toMatchObject({ ok: true })
    expect(textsOf(openIn(alice))).toEqual(['Hello'])
    expect(deliveriesOf(openIn(alice))).toEqual(['queued'])
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay'])
    expect(textsOf(openIn(bob))).toEqual(['Hello'])
    expect(deliveriesOf(openIn(bob))).toEqual([undefined])
  })

  test('[CR60] an edit of one’s own message makes it queued again', async () => {
    const { world, alice } = await setup()
    const posted = await openIn(alice).post('Helo')
    await world.deliverAll()
    if (!posted.ok) throw new Error('not posted')
    await openIn(alice).edit(posted.value, 'Hello')
    expect(openIn(alice).view.read().messages).toMatchObject([
      { text: 'Hello', edited: true, delivery: { kind: 'queued' } },
    ])
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay'])
  })

  test('[CR61] messages that did not change keep their reference, and so does the list', async () => {
    const { world, alice, bob } = await setup()
    const [hers, his] = [openIn(alice), openIn(bob)]
    await hers.post('one')
    world.clock.advance(1)
    await hers.post('two')
    await world.deliverAll()
    const before = hers.view.read()
    world.clock.advance(1)
    await his.post('three')
    await world.deliverAll()
    const after = hers.view.read()
    expect(after.messages).toHaveLength(3)
    expect(after.messages[0]).toBe(before.messages[0])
    expect(after.messages[1]).toBe(before.messages[1])
    hers.setDraft('four')
    await settled()
    expect(hers.view.read().messages).toBe(after.messages)
    hers.markSeen()
    await settled()
    expect(hers.view.read().messages).toBe(after.messages)
  })

  test('[CR62] entries that come together are one change of the view', async () => {
    const { world, alice, bob } = await setup()
    openIn(bob)
    await world.deliverAll()
    bob.wire()?.cut()
    for (let each = 0; each < 100; each++) await openIn(alice).post(`message ${each}`)
    await world.deliverAll()
    let changes = 0
    openIn(bob).view.listen(() => {
      changes += 1
    })
    bob.engine().wake()
    await world.deliverAll()
    expect(textsOf(openIn(bob))).toHaveLength(100)
    expect(changes).toBe(1)
  })

  test('opening an open conversation shares it; it closes with the last', async () => {
    const { alice } = await setup()
    const [one, two] = [openIn(alice), openIn(alice)]
    expect(two.view).toBe(one.view)
    one.close()
    one.close()
    expect(await two.post('still open')).toMatchObject({ ok: true })
    expect(textsOf(two)).toEqual(['still open'])
    two.close()
  })

  test('a conversation that the directory does not have cannot be opened', async () => {
    const { alice } = await setup()
    expect(alice.engine().open(testConversation(99))).toBeUndefined()
  })
})

describe('unread', () => {
  test('[CR63] content by others makes a conversation unread, one’s own does not; seeing clears it', async () => {
    const { world, alice, bob } = await setup()
    await openIn(alice).post('Hello')
    await openIn(alice, other).post('Hello')
    await world.deliverAll()
    expect(unreadOf(alice)).toEqual([])
    expect(unreadOf(bob)).toEqual(['general', 'other'])
    openIn(bob).markSeen()
    await settled()
    expect(unreadOf(bob)).toEqual(['other'])
    world.clock.advance(1_000)
    bob.kill()
    await bob.start()
    expect(unreadOf(bob)).toEqual(['other'])
    openIn(bob, other).markSeen()
    await settled()
    expect(unreadOf(bob)).toEqual([])
  })

  test('[CR63] what came while the device was away counts; what was there at first does not', async () => {
    const { world, alice, bob } = await setup()
    bob.wire()?.cut()
    await openIn(alice).post('while you were away')
    await world.deliverAll()
    const carol = world.device(3)
    await carol.start()
    bob.engine().wake()
    await world.deliverAll()
    expect(unreadOf(bob)).toEqual(['general'])
    expect(unreadOf(carol)).toEqual([])
  })

  test('[CR63] another device of the same person makes nothing unread', async () => {
    const { world, alice } = await setup()
    const laptop = world.device(4, 1)
    await laptop.start()
    await world.deliverAll()
    await openIn(laptop).post('from the laptop')
    await world.deliverAll()
    expect(unreadOf(alice)).toEqual([])
    openIn(alice)
    await world.deliverAll()
    expect(deliveriesOf(openIn(alice))).toEqual(['relay'])
  })

  test('[CR63] a channel that was made while the device knew the workspace is unread with its first message', async () => {
    const { world, alice, bob } = await setup()
    const fresh = testConversation(3)
    bob.wire()?.cut()
    world.relay.addChannel(workspace, fresh, 'fresh')
    await world.deliverAll()
    await openIn(alice, fresh).post('first')
    await world.deliverAll()
    bob.engine().wake()
    await world.deliverAll()
    expect(unreadOf(bob)).toEqual(['fresh'])
  })

  test('[CR61] the directory keeps the references of what did not change', async () => {
    const { world, alice, bob } = await setup()
    const before = channelsOf(bob)
    const sent = await openIn(alice).post('Hello')
    await world.deliverAll()
    const after = channelsOf(bob)
    expect(after[0]).not.toBe(before[0])
    expect(after[1]).toBe(before[1])
    const view = bob.engine().directory.read()
    world.clock.advance(1)
    if (sent.ok) await openIn(alice).react(sent.value, '👍', true) // counts as nothing to be read
    await world.deliverAll()
    expect(bob.engine().directory.read()).toBe(view)
  })
})

describe('the state header', () => {
  test('[CR64] "in sync as of" is the last moment at which nothing was missing, also after a restart', async () => {
    const { world, alice } = await setup()
    world.clock.advance(20_000)
    await world.deliverAll()
    const inSync = world.clock.now()
    expect(alice.engine().connection.read()).toEqual({ kind: 'online', queued: 0, syncedAt: inSync })
    alice.wire()?.cut()
    world.clock.advance(1)
    await openIn(alice).post('offline')
    world.relay.settings.isDown = true
    world.clock.advance(3_600_000)
    await settled()
    expect(alice.engine().connection.read()).toMatchObject({ kind: 'offline', queued: 1, syncedAt: inSync })
    alice.kill()
    await alice.start()
    expect(alice.engine().connection.read()).toEqual({ kind: 'connecting', queued: 1, syncedAt: inSync })
  })

  test('an expired session is told, and local use goes on', async () => {
    const { world, alice } = await setup()
    alice.token.answer = fail({ kind: 'expired' })
    alice.wire()?.cut()
    world.clock.advance(60_000)
    await settled()
    expect(alice.engine().connection.read()).toMatchObject({ kind: 'signed-out' })
    expect(await openIn(alice).post('written all the same')).toMatchObject({ ok: true })
    alice.token.answer = ok(testUser(1))
    alice.engine().wake()
    await world.deliverAll()
    expect(alice.engine().connection.read()).toMatchObject({ kind: 'online', queued: 0 })
  })
})

describe('who may moderate', () => {
  test('a redaction by a moderator counts once the directory says that they are one', async () => {
    const { world, alice, bob } = await setup()
    const member = (user: number, role: 'admin' | 'member') =>
      ({
        kind: 'member',
        workspace,
        user: testUser(user),
        name: `P${user}`,
        role,
        placeholder: false,
      }) as const
    world.relay.tell([member(1, 'member'), member(2, 'member')])
    await world.deliverAll()
    const posted = await openIn(alice).post('rude')
    openIn(bob)
    await world.deliverAll()
    if (!posted.ok) throw new Error('not posted')
    expect(await openIn(bob).redact(posted.value)).toEqual({ ok: false, failure: { kind: 'not-yours' } })
    world.relay.tell([member(2, 'admin')])
    await world.deliverAll()
    expect(await openIn(bob).redact(posted.value)).toMatchObject({ ok: true })
    await world.deliverAll()
    expect(openIn(alice).view.read().messages).toMatchObject([{ redacted: true }])
    world.relay.tell([member(2, 'member')])
    await world.deliverAll()
    await settled()
    expect(openIn(alice).view.read().messages).toMatchObject([{ redacted: false, text: 'rude' }])
  })
})
