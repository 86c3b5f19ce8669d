/** The JSON gateway: the same messages, rights and limits as every other door. */
import { expect, test, describe } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { maxTextLength } from '../../../../core/conversation/limits.ts'
import { opId } from '../../../../core/protocol/ids.ts'
import { gatewayCloseCodes } from '../../../../core/protocol/json-gateway.ts'
import { testOpId } from '../../../support/conversations.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { setupGateway } from '../../../support/gateway-world.ts'
import { tokenLifeMs } from '../../../support/virtual-relay.ts'

describe('coming in', () => {
  test('[JG1] without a good token, from a foreign page, too often: nobody gets a socket', async () => {
    const { gateway, ada, enter } = await setupGateway()
    const ask = (token: string, origin?: string) =>
      gateway.admit({ token, origin, room: undefined, from: '' })
    expect(await ask('')).toMatchObject({ failure: { kind: 'unauthorized' } })
    expect(await ask('forged')).toMatchObject({ failure: { kind: 'unauthorized' } })
    expect(await ask(ada.device, 'https://evil.example')).toMatchObject({
      failure: { kind: 'foreign-origin' },
    })
    expect((await ask(ada.device, 'https://chat.example')).ok).toBe(true)
    for (let socket = 0; socket < 3; socket++) await enter(ada)
    expect(await ask(ada.device)).toMatchObject({ failure: { kind: 'too-many' } })
  })

  test('[JG2] the room of the address is joined at once; one that is none is told', async () => {
    const { enter, bob, general, eve } = await setupGateway()
    const client = await enter(bob, { room: general })
    expect(client.of('room_joined')).toEqual([
      { type: 'room_joined', roomId: general, name: 'general', memberCount: 3 },
    ])
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
    expect(
      await gateway.admit({ token: ada.device, origin: undefined, room: undefined, from: '' }),
    ).toMatchObject({
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
    expect(reader.of('reaction')).toMatchObject([
      { messageId, reactions: [{ emoji: '👍', userIds: [cy.user] }] },
    ])
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
    expect(await say({ type: 'edit', ...about, content: 'x' })).toMatchObject({
      code: 'forbidden',
      request: 'r1',
    })
    expect(await say({ type: 'delete', ...about })).toMatchObject({ code: 'forbidden' })
    expect(await say({ type: 'message', roomId: elsewhere, content: 'x', clientId: 'c9' })).toMatchObject({
      code: 'not-found',
      clientId: 'c9',
    })
    expect(await say({ type: 'typing', roomId: elsewhere, isTyping: true })).toMatchObject({
      code: 'not-found',
    })
    expect(await say({ type: 'mark_as_read', roomId: elsewhere })).toMatchObject({ code: 'not-found' })
    expect(await say({ type: 'edit', ...about, messageId: testOpId(9), content: 'x' })).toMatchObject({
      code: 'no-such-message',
    })
    expect(await say({ type: 'message', roomId: general, content: ' ' })).toMatchObject({ code: 'empty' })
    const long = 'x'.repeat(maxTextLength + 1)
    expect(await say({ type: 'message', roomId: general, content: long })).toMatchObject({ code: 'too-long' })
    expect(await say({ type: 'direct_message', to: bob.user, content: 'psst' })).toMatchObject({
      code: 'sealed',
    })
    expect((await messages.list(bob.user, general, { limit: 10 })).ok).toBe(true)
    expect(
      orThrow(await messages.list(bob.user, general, { limit: 10 })).messages.map(({ text }) => text),
    ).toEqual(['mine'])
  })

  test('[JG13] whatever comes in, the socket stays and says what was wrong', async () => {
    const { enter, settle, bob, general } = await setupGateway()
    const client = await enter(bob, { room: general })
    const deep = '['.repeat(50_000) + ']'.repeat(50_000)
    const bad = [
      '',
      'null',
      '[]',
      '"x"',
      '{',
      '{"type":1}',
      '{"type":"message"}',
      '{"type":"nonsense"}',
      deep,
    ]
    const more = [
      '{"__proto__":{"type":"join_room"},"type":"join_room"}',
      `{"type":"join_room","roomId":"${'f'.repeat(31)}G"}`,
    ]
    for (const text of [...bad, ...more]) client.sayText(text)
    await settle()
    expect(client.of('error').map(({ code }) => code)).toEqual(
      Array.from([...bad, ...more], () => 'bad-frame'),
    )
    client.say({ type: 'message', roomId: general, content: 'still here' })
    await settle()
    expect(client.of('message').length).toBe(1)
  })
})
