import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { gatewayCloseCodes } from '../../../core/protocol/json-gateway.ts'
import { type ChatWorld, messageFrame, pageMessage, roomId, setupChat } from '../../support/chat-world.ts'

const joined = { type: 'room_joined', roomId, name: 'plans', memberCount: 2 }
const texts = (room: ReturnType<ChatWorld['client']['join']>): ReadonlyArray<string> =>
  room.messages.read().map(({ text }) => text)
const contents = ({ socket }: ChatWorld): ReadonlyArray<unknown> =>
  socket()
    .sent.filter(({ type }) => type === 'message')
    .map(({ content }) => content)

async function setupRoom() {
  const world = setupChat()
  const room = world.client.join(roomId)
  const enter = async (): Promise<void> => {
    await world.settle()
    world.socket().open()
    world.socket().say(joined)
    await world.settle()
  }
  await enter()
  return { world, room, enter }
}

describe('a chat client', () => {
  test('[CC1] joins again after a break and reads what was said, changed and taken back meanwhile', async () => {
    const { world, room, enter } = await setupRoom()
    for (const [id, text] of [
      ['1', 'one'],
      ['2', 'two'],
      ['3', 'three'],
    ] as const) {
      world.socket().say(messageFrame(id, text, Number(id)))
    }
    expect(texts(room)).toEqual(['one', 'two', 'three'])
    world.page.messages = [
      pageMessage('1', 'one', 1),
      pageMessage('3', 'three!', 3),
      pageMessage('4', 'four', 4),
    ]
    world.socket().lose()
    expect(world.client.connection.read()).toBe('offline')
    world.clock.advance(60_000)
    await enter()
    expect(world.socket().sent[0]).toMatchObject({ type: 'join_room', roomId })
    expect(texts(room)).toEqual(['one', 'three!', 'four'])
  })

  test('[CC2] what is sent shows at once, goes out in order, and again after a break', async () => {
    const { world, room, enter } = await setupRoom()
    world.socket().lose()
    const first = orThrow(room.send('first'))
    orThrow(room.send('second'))
    expect(room.messages.read().map(({ text, delivery }) => [text, delivery])).toEqual([
      ['first', 'queued'],
      ['second', 'queued'],
    ])
    world.clock.advance(60_000)
    await enter()
    expect(contents(world)).toEqual(['first', 'second'])
    world.socket().say(messageFrame('1', 'first', 1, { clientId: first }))
    world.socket().lose()
    world.clock.advance(60_000)
    await enter()
    expect(contents(world)).toEqual(['second'])
    expect(texts(room)).toContain('second')
  })

  test('[CC2] a thousand wait and no more', async () => {
    const { world, room } = await setupRoom()
    world.socket().lose()
    for (let count = 0; count < 1_000; count++) orThrow(room.send('x'))
    expect(room.send('x')).toEqual({ ok: false, failure: { kind: 'full' } })
  })

  test('[CC3] a refusal for good shows with its reason; one that passes is tried again', async () => {
    const { world, room } = await setupRoom()
    const long = orThrow(room.send('too long'))
    const soon = orThrow(room.send('soon'))
    const { say } = world.socket()
    say({ type: 'error', code: 'too-long', detail: 'Shorter.', clientId: long })
    say({ type: 'error', code: 'rate-limited', detail: 'Later.', clientId: soon, retryAfter: 5 })
    expect(room.messages.read()).toMatchObject([
      { text: 'too long', delivery: 'refused', refusal: { code: 'too-long' } },
      { text: 'soon', delivery: 'queued' },
    ])
    world.clock.advance(4_999)
    expect(contents(world)).toEqual(['too long', 'soon'])
    world.clock.advance(1)
    expect(contents(world)).toEqual(['too long', 'soon', 'soon'])
  })

  test('[CC4] comes back with a token asked for anew, and stays down once it is signed out or closed', async () => {
    let tokens = 0
    const world = setupChat({ token: () => `token ${++tokens}` })
    await world.settle()
    expect(world.socket().address).toBe('ws://relay.example/ws?token=token%201')
    world.socket().lose(gatewayCloseCodes['token-expired'])
    world.clock.advance(60_000)
    await world.settle()
    expect(world.socket().address).toContain('token%202')
    world.socket().lose(gatewayCloseCodes['signed-out'])
    expect(world.client.connection.read()).toBe('stopped')
    world.clock.advance(600_000)
    await world.settle()
    expect(world.sockets.length).toBe(2)
    const { world: other, room } = await setupRoom()
    orThrow(room.send('out'))
    other.socket().say({ type: 'typing_indicator', roomId, userId: 'u', isTyping: true })
    other.client.close()
    expect(other.clock.pending()).toBe(0)
    expect(other.client.connection.read()).toBe('stopped')
  })

  test('[CC4] waits where nobody gives it a token, and tries again', async () => {
    let isThere = false
    const world = setupChat({ token: () => (isThere ? 'token' : Promise.reject(new Error('away'))) })
    await world.settle()
    expect(world.client.connection.read()).toBe('offline')
    isThere = true
    world.clock.advance(60_000)
    await world.settle()
    expect(world.sockets.length).toBe(1)
  })

  test('[CC5] a frame counts over a page that was asked for before it', async () => {
    const world = setupChat()
    const room = world.client.join(roomId)
    await world.settle()
    world.page.messages = [pageMessage('1', 'old', 1), pageMessage('2', 'taken back', 2)]
    world.socket().open()
    world.socket().say(joined)
    world.socket().say({ ...messageFrame('1', 'new', 1), type: 'message_edited' })
    world.socket().say({ type: 'message_deleted', roomId, messageId: '2'.repeat(32) })
    await world.settle()
    expect(texts(room)).toEqual(['new'])
  })

  test('[CC6] what is no frame is passed over', async () => {
    const { world, room } = await setupRoom()
    for (const nonsense of ['', '{', 'null', '[]', '{"type":"later"}', '{"type":"message"}']) {
      world.socket().say(nonsense)
    }
    world.socket().say(messageFrame('1', 'still here', 1))
    expect(texts(room)).toEqual(['still here'])
  })

  test('[CC7] a socket from which nothing comes back is given up', async () => {
    const { world, room } = await setupRoom()
    orThrow(room.send('anybody?'))
    world.clock.advance(20_000)
    expect(world.client.connection.read()).toBe('offline')
    world.clock.advance(60_000)
    await world.settle()
    expect(world.sockets.length).toBe(2)
  })

  test('[CC8] a room that one may not read says so', async () => {
    const { world, room } = await setupRoom()
    world.socket().say({ type: 'error', code: 'sealed', detail: 'Use the app.', request: roomId })
    expect(room.problem.read()).toEqual({ code: 'sealed', detail: 'Use the app.' })
    world.socket().say(joined)
    expect(room.problem.read()).toBeUndefined()
    world.socket().say({ type: 'room_left', roomId, code: 'not-found' })
    expect(room.problem.read()).toMatchObject({ code: 'not-found' })
  })

  test('shows who types, for as long as they say so, reactions, and who is there', async () => {
    const { world, room } = await setupRoom()
    const { say } = world.socket()
    say({ type: 'typing_indicator', roomId, userId: 'u', isTyping: true })
    expect(room.typing.read()).toEqual(['u'])
    world.clock.advance(10_000)
    expect(room.typing.read()).toEqual([])
    say(messageFrame('1', 'one', 1))
    say({ type: 'reaction', roomId, messageId: '1'.repeat(32), reactions: [{ emoji: '👍', userIds: ['u'] }] })
    expect(room.messages.read()[0]?.reactions).toEqual([{ emoji: '👍', users: ['u'] }])
    say({ type: 'presence', userId: 'u', status: 'busy' })
    expect(world.client.presence.read().get('u')).toMatchObject({ status: 'busy' })
  })

  test('older messages come by pages', async () => {
    const { world, room } = await setupRoom()
    world.socket().say(messageFrame('5', 'five', 5))
    world.page.messages = [pageMessage('4', 'four', 4)]
    expect(await room.older()).toEqual({ ok: true, value: false })
    expect(world.asked.at(-1)).toContain(`before=${'5'.repeat(32)}`)
    expect(texts(room)).toEqual(['four', 'five'])
  })
})
