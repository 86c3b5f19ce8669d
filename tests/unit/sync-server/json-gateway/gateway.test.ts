/** The JSON gateway: the same messages, rights and limits as every other door. */
import { onTestFinished, expect, test, describe } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { millis } from '../../../../core/base/clock.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import { maxTextLength } from '../../../../core/conversation/limits.ts'
import { encodeEphemeral } from '../../../../core/protocol/ephemeral.ts'
import { conversationId, opId, randomId } from '../../../../core/protocol/ids.ts'
import { gatewayCloseCodes, maxGatewayRooms, maxGatewayUnreadBytes } from '../../../../core/protocol/json-gateway.ts'
import { createThrottle } from '../../../../sync-server/identity/throttle.ts'
import { createJsonGateway, type JsonGateway } from '../../../../sync-server/json-gateway/gateway.ts'
import { createMessageAccess } from '../../../../sync-server/messages/access.ts'
import { testOpId } from '../../../support/conversations.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { enterGateway } from '../../../support/gateway-client.ts'
import { type MessagesWorld, setupMessages } from '../../../support/messages-world.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { tokenLifeMs, type VirtualDevice } from '../../../support/virtual-relay.ts'

interface Setup extends MessagesWorld {
  readonly gateway: JsonGateway
  readonly enter: (device: VirtualDevice, fields?: { readonly room?: string }) => ReturnType<typeof enterGateway>
  readonly settle: () => Promise<void>
}

async function setupGateway(): Promise<Setup> {
  const setup = await setupMessages()
  const { world, messages, projection } = setup
  const { store, relay, clock } = world
  const devices = [setup.ada, setup.bob, setup.cy, setup.eve]
  const expires = millis(clock.now() + tokenLifeMs)
  const gateway = createJsonGateway({
    store,
    accounts: { activeDevice: async (device) => devices.find((each) => each.device === device) },
    messages,
    access: createMessageAccess(store),
    projection,
    relay,
    clock,
    random: createSeededRandom(77),
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    authenticate: async (token) => {
      const device = devices.find((each) => each.device === token)
      return device === undefined ? fail({ kind: 'refused' }) : ok({ ...device, expires })
    },
    rates: { messages: createThrottle(30, clock), frames: createThrottle(300, clock) },
    entrances: createThrottle(60, clock),
    maxSockets: 3,
    origins: new Set(['https://chat.example']),
  })
  relay.follow(gateway.committed)
  setup.onNews(gateway.news)
  onTestFinished(() => gateway.drain())
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 12; turn++) await world.settle()
  }
  return {
    ...setup,
    gateway,
    settle,
    enter: async (device, fields) => {
      const client = await enterGateway(gateway, { token: device.device, ...fields })
      await settle()
      return client
    },
  }
}

describe('coming in', () => {
  test('[JG1] without a good token, from a foreign page, too often: nobody gets a socket', async () => {
    const { gateway, ada, enter } = await setupGateway()
    const ask = (token: string, origin?: string) => gateway.admit({ token, origin, room: undefined })
    expect(await ask('')).toMatchObject({ failure: { kind: 'unauthorized' } })
    expect(await ask('forged')).toMatchObject({ failure: { kind: 'unauthorized' } })
    expect(await ask(ada.device, 'https://evil.example')).toMatchObject({ failure: { kind: 'foreign-origin' } })
    expect((await ask(ada.device, 'https://chat.example')).ok).toBe(true)
    for (let socket = 0; socket < 3; socket++) await enter(ada)
    expect(await ask(ada.device)).toMatchObject({ failure: { kind: 'too-many' } })
  })

  test('[JG2] the room of the address is joined at once; one that is none is told', async () => {
    const { enter, bob, general, eve } = await setupGateway()
    const client = await enter(bob, { room: general })
    expect(client.of('room_joined')).toEqual([{ type: 'room_joined', roomId: general, name: 'general', memberCount: 3 }])
    expect((await enter(bob, { room: 'lobby' })).of('error')).toMatchObject([{ code: 'bad-frame' }])
    expect((await enter(eve, { room: general })).of('error')).toMatchObject([{ code: 'not-found' }])
  })

  test('[JG3] a socket ends with its token, when its device signs out, and when the relay stops', async () => {
    const { enter, gateway, world, bob, cy, ada } = await setupGateway()
    const [first, second] = [await enter(bob), await enter(cy)]
    gateway.signOut(bob.device)
    expect(first.state()).toEqual({ code: gatewayCloseCodes['signed-out'], reason: 'signed-out' })
    for (let life = 0; life < tokenLifeMs; life += 10_000) {
      world.clock.advance(10_000)
      second.member.heard()
    }
    expect(second.state()).toEqual({ code: gatewayCloseCodes['token-expired'], reason: 'token-expired' })
    const third = await enter(ada)
    third.member.heard()
    await gateway.drain()
    expect(third.state()).toMatchObject({ code: gatewayCloseCodes.draining })
    expect(await gateway.admit({ token: ada.device, origin: undefined, room: undefined })).toMatchObject({
      failure: { kind: 'unavailable' },
    })
  })

  test('[JG4] one that gives no sign of life is cut', async () => {
    const { enter, world, bob } = await setupGateway()
    const client = await enter(bob)
    world.clock.advance(41_000)
    expect(client.state()).toBe('cut')
  })
})

describe('messages', () => {
  test('[JG10] what one sends all in the room get, the sender with its clientId; a repeat is shown again', async () => {
    const { enter, settle, bob, cy, eve, general, world } = await setupGateway()
    const app = await world.open(cy)
    const [sender, reader, stranger] = [await enter(bob), await enter(cy), await enter(eve)]
    for (const each of [sender, reader, stranger]) each.say({ type: 'join_room', roomId: general })
    await settle()
    sender.say({ type: 'message', roomId: general, content: 'hello', clientId: 'c1' })
    await settle()
    expect(sender.of('message')).toMatchObject([
      { roomId: general, userId: bob.user, username: 'bob', content: 'hello', clientId: 'c1', edited: false },
    ])
    expect(reader.of('message')).toMatchObject([{ content: 'hello' }])
    expect(reader.of('message')[0]).not.toHaveProperty('clientId')
    expect(stranger.of('message')).toEqual([])
    expect(app.of('entries').length).toBeGreaterThan(0)
    sender.say({ type: 'message', roomId: general, content: 'hello', clientId: 'c1' })
    await settle()
    expect(sender.of('message').length).toBe(2)
    expect(reader.of('message').length).toBe(1)
    sender.say({ type: 'leave_room', roomId: general })
    sender.say({ type: 'message', roomId: general, content: 'from outside' })
    await settle()
    expect(sender.of('message').at(-1)).toMatchObject({ content: 'from outside' }) // its own, at least
  })

  test('[JG11] edits, deletions, reactions and pins come as they are made, through whatever door', async () => {
    const { enter, settle, bob, cy, ada, general, messages, done, world } = await setupGateway()
    const [client, reader] = [await enter(bob, { room: general }), await enter(cy, { room: general })]
    client.say({ type: 'message', roomId: general, content: 'frist' })
    await settle()
    const messageId = client.of('message')[0]?.messageId ?? ''
    client.say({ type: 'edit', roomId: general, messageId, content: 'first' })
    reader.say({ type: 'reaction', roomId: general, messageId, emoji: '👍' })
    await settle()
    orThrow(await done(messages.pin(ada.user, general, opId(messageId), true)))
    client.say({ type: 'delete', roomId: general, messageId })
    await settle()
    expect(reader.of('message_edited')).toMatchObject([{ messageId, content: 'first', edited: true }])
    expect(reader.of('reaction')).toMatchObject([{ messageId, reactions: [{ emoji: '👍', userIds: [cy.user] }] }])
    expect(reader.of('pin')).toMatchObject([{ messageId, on: true }])
    expect(reader.of('message_deleted')).toEqual([{ type: 'message_deleted', roomId: general, messageId }])
    const app = await world.open(cy)
    const writer = createEntryWriter(cy, general)
    app.send({ kind: 'append', request: 1, entry: writer.claim() })
    app.send({ kind: 'append', request: 2, entry: writer.post('from the app', 0) })
    await settle()
    expect(client.of('message').at(-1)).toMatchObject({ content: 'from the app', userId: cy.user })
  })

  test('[JG12] what may not be is told with a code, the client’s own names, and changes nothing', async () => {
    const { enter, settle, bob, cy, general, elsewhere, messages } = await setupGateway()
    const [author, client] = [await enter(bob, { room: general }), await enter(cy, { room: general })]
    author.say({ type: 'message', roomId: general, content: 'mine' })
    await settle()
    const messageId = author.of('message')[0]?.messageId ?? ''
    const say = async (frame: object): Promise<unknown> => {
      client.say({ request: 'r1', ...frame })
      await settle()
      return client.of('error').at(-1)
    }
    const about = { roomId: general, messageId }
    expect(await say({ type: 'edit', ...about, content: 'x' })).toMatchObject({ code: 'forbidden', request: 'r1' })
    expect(await say({ type: 'delete', ...about })).toMatchObject({ code: 'forbidden' })
    expect(await say({ type: 'message', roomId: elsewhere, content: 'x', clientId: 'c9' })).toMatchObject({
      code: 'not-found',
      clientId: 'c9',
    })
    expect(await say({ type: 'typing', roomId: elsewhere, isTyping: true })).toMatchObject({ code: 'not-found' })
    expect(await say({ type: 'mark_as_read', roomId: elsewhere })).toMatchObject({ code: 'not-found' })
    expect(await say({ type: 'edit', ...about, messageId: testOpId(9), content: 'x' })).toMatchObject({
      code: 'no-such-message',
    })
    expect(await say({ type: 'message', roomId: general, content: ' ' })).toMatchObject({ code: 'empty' })
    const long = 'x'.repeat(maxTextLength + 1)
    expect(await say({ type: 'message', roomId: general, content: long })).toMatchObject({ code: 'too-long' })
    expect(await say({ type: 'direct_message', to: bob.user, content: 'psst' })).toMatchObject({ code: 'sealed' })
    expect((await messages.list(bob.user, general, { limit: 10 })).ok).toBe(true)
    expect(orThrow(await messages.list(bob.user, general, { limit: 10 })).messages.map(({ text }) => text)).toEqual(['mine'])
  })

  test('[JG13] whatever comes in, the socket stays and says what was wrong', async () => {
    const { enter, settle, bob, general } = await setupGateway()
    const client = await enter(bob, { room: general })
    const deep = '['.repeat(50_000) + ']'.repeat(50_000)
    const bad = ['', 'null', '[]', '"x"', '{', '{"type":1}', '{"type":"message"}', '{"type":"nonsense"}', deep]
    const more = ['{"__proto__":{"type":"join_room"},"type":"join_room"}', `{"type":"join_room","roomId":"${'f'.repeat(31)}G"}`]
    for (const text of [...bad, ...more]) client.sayText(text)
    await settle()
    expect(client.of('error').map(({ code }) => code)).toEqual(Array.from([...bad, ...more], () => 'bad-frame'))
    client.say({ type: 'message', roomId: general, content: 'still here' })
    await settle()
    expect(client.of('message').length).toBe(1)
  })
})

describe('limits', () => {
  test('[JG20] thirty messages a minute and room, over all sockets of a person; then it goes on', async () => {
    const { enter, settle, bob, cy, general, world } = await setupGateway()
    const [one, two, other] = [await enter(bob), await enter(bob), await enter(cy)]
    for (let number = 0; number < 20; number++) {
      for (const each of [one, two]) each.say({ type: 'message', roomId: general, content: `m${number}`, clientId: `${number}` })
    }
    other.say({ type: 'message', roomId: general, content: 'other' })
    await settle()
    const errors = [...one.of('error'), ...two.of('error')]
    expect(errors.length).toBe(10)
    expect(errors[0]).toMatchObject({ code: 'rate-limited', retryAfter: 2 })
    expect(errors[0]?.clientId).toBeDefined()
    expect(other.of('error')).toEqual([])
    world.clock.advance(2_000)
    one.say({ type: 'message', roomId: general, content: 'later' })
    await settle()
    expect(one.of('message').at(-1)).toMatchObject({ content: 'later' })
  })

  test('[JG21] a socket that does not read is closed; one that writes too fast is not read', async () => {
    const { enter, settle, bob, cy, general } = await setupGateway()
    const [slow, fast] = [await enter(bob, { room: general }), await enter(cy)]
    slow.setBuffered(maxGatewayUnreadBytes + 1)
    for (let number = 0; number < 40; number++) fast.say({ type: 'message', roomId: general, content: `m${number}` })
    expect(fast.isRead()).toBe(false)
    await settle()
    await settle()
    expect(fast.isRead()).toBe(true)
    expect(slow.state()).toEqual({ code: gatewayCloseCodes['too-slow'], reason: 'too-slow' })
  })

  test('[JG22] floods of other frames are answered with a code', async () => {
    const { enter, settle, bob, general } = await setupGateway()
    const client = await enter(bob)
    for (let number = 0; number < 310; number++) client.say({ type: 'typing', roomId: general, isTyping: true })
    await settle()
    await settle()
    expect(client.of('error').length).toBe(10)
    expect(client.of('error')[0]).toMatchObject({ code: 'rate-limited' })
  })

  test('[JG23] a socket is in so many rooms and no more', async () => {
    const { enter, settle, bob, world, workspace, general } = await setupGateway()
    const client = await enter(bob)
    const random = createSeededRandom(4)
    for (let number = 0; number <= maxGatewayRooms; number++) {
      const id = randomId(conversationId, random)
      orThrow(await world.store.directory.createChannel({ id, workspace, name: `c${number}`, topic: '' }))
      client.say({ type: 'join_room', roomId: id })
    }
    await settle()
    await settle()
    expect(client.of('room_joined').length).toBe(maxGatewayRooms)
    expect(client.of('error')).toMatchObject([{ code: 'too-many-rooms' }])
    client.say({ type: 'leave_room', roomId: client.of('room_joined')[0]?.roomId })
    client.say({ type: 'join_room', roomId: general })
    await settle()
    expect(client.of('room_left').length).toBe(1)
    expect(client.of('room_joined').at(-1)).toMatchObject({ roomId: general })
  })
})

describe('beside messages', () => {
  test('[JG30] typing, presence and reading are told both ways between the gateway and the app', async () => {
    const { enter, settle, bob, cy, general, world } = await setupGateway()
    const app = await world.open(cy)
    const client = await enter(bob, { room: general })
    expect(client.of('presence')).toMatchObject([{ userId: cy.user, status: 'online' }])
    world.clock.advance(600)
    await settle()
    client.say({ type: 'typing', roomId: general, isTyping: true })
    client.say({ type: 'presence', status: 'busy' })
    client.say({ type: 'message', roomId: general, content: 'read me' })
    await settle()
    world.clock.advance(600)
    await settle()
    expect(app.of('ephemeral')).toMatchObject([{ user: bob.user, conversation: general }])
    expect(app.of('presence').flatMap(({ changes }) => changes).at(-1)).toMatchObject({ user: bob.user, status: 'busy' })
    app.send({ kind: 'ephemeral', conversation: general, body: encodeEphemeral({ kind: 'typing', on: true, thread: undefined }) })
    const seq = (await world.store.logs.log(general))?.seq ?? 0
    app.send({ kind: 'mark', conversation: general, seq })
    await settle()
    world.clock.advance(600)
    await settle()
    expect(client.of('typing_indicator')).toEqual([
      { type: 'typing_indicator', roomId: general, userId: cy.user, isTyping: true },
    ])
    expect(client.of('read')).toMatchObject([{ roomId: general, userId: cy.user, messageId: client.of('message')[0]?.messageId }])
    client.say({ type: 'mark_as_read', roomId: general })
    await settle()
    expect(app.of('marks').flatMap(({ marks }) => marks)).toContainEqual({ user: bob.user, seq })
    app.drop()
    await settle()
    world.clock.advance(600)
    await settle()
    expect(client.of('presence').at(-1)).toMatchObject({ userId: cy.user, status: 'offline' })
  })

  test('[JG31] a new channel is told; the app’s own session of the same device stays', async () => {
    const { enter, settle, bob, general, world, workspace } = await setupGateway()
    const app = await world.open(bob)
    const client = await enter(bob, { room: general })
    const id = randomId(conversationId, createSeededRandom(8))
    orThrow(await world.store.directory.createChannel({ id, workspace, name: 'news', topic: 'all' }))
    await world.relay.directoryChanged(workspace)
    await settle()
    expect(client.of('conversation:new')).toEqual([{ type: 'conversation:new', roomId: id, name: 'news', topic: 'all' }])
    expect(app.state()).toBe('open')
  })
})
