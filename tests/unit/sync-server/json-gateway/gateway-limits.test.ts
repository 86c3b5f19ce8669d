/** The JSON gateway: its limits, and what it hears beside messages. */
import { expect, test, describe } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { encodeEphemeral } from '../../../../core/protocol/ephemeral.ts'
import {
  gatewayCloseCodes,
  maxGatewayRooms,
  maxGatewayUnreadBytes,
} from '../../../../core/protocol/json-gateway.ts'
import { setupGateway } from '../../../support/gateway-world.ts'

describe('limits', () => {
  test('[JG20] thirty messages a minute and room, over all sockets of a person; then it goes on', async () => {
    const { enter, settle, bob, cy, general, world } = await setupGateway()
    const [one, two, other] = [await enter(bob), await enter(bob), await enter(cy)]
    for (let number = 0; number < 20; number++) {
      for (const each of [one, two])
        each.say({ type: 'message', roomId: general, content: `m${number}`, clientId: `${number}` })
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
    for (let number = 0; number < 40; number++)
      fast.say({ type: 'message', roomId: general, content: `m${number}` })
    expect(fast.isRead()).toBe(false)
    await settle()
    await settle()
    expect(fast.isRead()).toBe(true)
    expect(slow.state()).toEqual({ code: gatewayCloseCodes['too-slow'], reason: 'too-slow' })
  })

  test('[JG22] floods of other frames are answered with a code', async () => {
    const { enter, settle, bob, general } = await setupGateway()
    const client = await enter(bob)
    for (let number = 0; number < 310; number++)
      client.say({ type: 'typing', roomId: general, isTyping: true })
    await settle()
    await settle()
    expect(client.of('error').length).toBe(10)
    expect(client.of('error')[0]).toMatchObject({ code: 'rate-limited' })
  })

  test('[JG23] a socket is in so many rooms and no more', async () => {
    const { enter, settle, bob, general, makeChannel } = await setupGateway()
    const client = await enter(bob)
    for (let number = 0; number <= maxGatewayRooms; number++) {
      client.say({ type: 'join_room', roomId: await makeChannel(`c${number}`) })
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
    expect(
      app
        .of('presence')
        .flatMap(({ changes }) => changes)
        .at(-1),
    ).toMatchObject({ user: bob.user, status: 'busy' })
    app.send({
      kind: 'ephemeral',
      conversation: general,
      body: encodeEphemeral({ kind: 'typing', on: true, thread: undefined }),
    })
    const seq = (await world.store.logs.log(general))?.seq ?? 0
    app.send({ kind: 'mark', conversation: general, seq })
    await settle()
    world.clock.advance(600)
    await settle()
    expect(client.of('typing_indicator')).toEqual([
      { type: 'typing_indicator', roomId: general, userId: cy.user, isTyping: true },
    ])
    expect(client.of('read')).toMatchObject([
      { roomId: general, userId: cy.user, messageId: client.of('message')[0]?.messageId },
    ])
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
    const { enter, settle, bob, general, world, makeChannel } = await setupGateway()
    const app = await world.open(bob)
    const client = await enter(bob, { room: general })
    const id = await makeChannel('news')
    await settle()
    expect(client.of('conversation:new')).toEqual([
      { type: 'conversation:new', roomId: id, name: 'news', topic: 'all' },
    ])
    expect(app.state()).toBe('open')
  })

  test('[JG32] who is taken out of a room leaves it, and hears nothing more of it', async () => {
    const { enter, settle, bob, ada, world, makeChannel, messages, done } = await setupGateway()
    const room = await makeChannel('secret', { private: true, members: [bob.user] })
    const [client, other] = [await enter(bob, { room }), await enter(ada, { room })]
    expect(client.of('room_joined')).toMatchObject([{ roomId: room, memberCount: 2 }])
    orThrow(await world.store.conversations.removeMember(room, bob.user, world.clock.now()))
    const log = await world.store.logs.log(room)
    if (log === undefined) throw new Error('the room is gone')
    world.relay.conversationChanged(log, bob.user)
    expect(client.of('room_left')).toEqual([{ type: 'room_left', roomId: room, code: 'not-found' }])
    orThrow(await done(messages.send(ada.user, room, { text: 'without him' })))
    client.say({ type: 'typing', roomId: room, isTyping: true })
    await settle()
    expect(other.of('message').length).toBe(1)
    expect(client.of('message')).toEqual([])
    expect(client.of('error')).toMatchObject([{ code: 'not-found' }])
  })
})
