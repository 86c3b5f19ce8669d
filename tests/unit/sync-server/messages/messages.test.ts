/** What people do through REST and the JSON gateway: the same entries as the app's, with the same rights. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { maxTextLength } from '../../../../core/conversation/limits.ts'
import type { Op } from '../../../../core/conversation/op.ts'
import { loadSegment } from '../../../../core/conversation/segment.ts'
import { decodeEntry } from '../../../../core/protocol/entry.ts'
import { conversationId, randomId } from '../../../../core/protocol/ids.ts'
import { testOpId } from '../../../support/conversations.ts'
import { type MessagesWorld, setupMessages } from '../../../support/messages-world.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

/** All ops that the log holds, as any reader of it sees them. */
async function opsOf({ world, general }: MessagesWorld): Promise<ReadonlyArray<Op>> {
  const upTo = (await world.store.logs.log(general))?.seq ?? 0
  const range = { segment: undefined, after: 0, upTo }
  const updates = (await world.store.logs.entries(general, range, { maxBytes: 2 ** 30 })).flatMap(
    ({ bytes }) => {
      const entry = orThrow(decodeEntry(bytes))
      return entry.kind === 'content' ? [entry.update] : []
    },
  )
  return orThrow(loadSegment(updates)).ops.map(({ op }) => op)
}

const texts = (page: { readonly messages: ReadonlyArray<{ readonly text: string }> }) =>
  page.messages.map(({ text }) => text)

describe('writing', () => {
  test('[MS1] what is sent is a post in the log, by the person, written by the gateway', async () => {
    const setup = await setupMessages()
    const { messages, done, general, bob, world } = setup
    const connection = await world.open(bob)
    const sent = orThrow(
      await done(messages.send(bob.user, general, { text: 'hello', mentions: [setup.ada.user] })),
    )
    expect(sent).toMatchObject({ text: 'hello', author: bob.user, mentions: [setup.ada.user] })
    expect(await opsOf(setup)).toMatchObject([{ kind: 'post', id: sent.id, by: bob.user, text: 'hello' }])
    const entries = connection.of('entries').flatMap((frame) => frame.entries)
    expect(entries.length).toBeGreaterThan(0) // the app hears of it at once
    const written = orThrow(decodeEntry(entries.at(-1)?.bytes ?? new Uint8Array()))
    expect(written.device).toBe(world.store.identity.gatewayDevice)
  })

  test('[MS2] the same key is the same message, also at the same time; another text under it is refused', async () => {
    const setup = await setupMessages()
    const { messages, done, general, bob, cy } = setup
    const both = await done(
      Promise.all([1, 2].map(() => messages.send(bob.user, general, { text: 'once', key: 'k1' }))),
    )
    const [first, second] = both.map(orThrow)
    expect(second?.id).toBe(first?.id)
    expect((await opsOf(setup)).length).toBe(1)
    const other = await done(messages.send(bob.user, general, { text: 'twice', key: 'k1' }))
    expect(other).toMatchObject({ ok: false, failure: { kind: 'key-reused' } })
    orThrow(await done(messages.send(cy.user, general, { text: 'mine', key: 'k1' }))) // keys are a person's own
    orThrow(await done(messages.edit(bob.user, general, first?.id ?? testOpId(1), { text: 'changed' })))
    const again = orThrow(await done(messages.send(bob.user, general, { text: 'once', key: 'k1' })))
    expect(again).toMatchObject({ id: first?.id, text: 'changed' })
    orThrow(await done(messages.remove(bob.user, general, first?.id ?? testOpId(1))))
    const afterwards = orThrow(await done(messages.send(bob.user, general, { text: 'once', key: 'k1' })))
    expect(afterwards).toMatchObject({ id: first?.id, redacted: true }) // what was taken back does not come again
  })

  test('[MS3] only the author edits; what the app shows is the edit', async () => {
    const setup = await setupMessages()
    const { messages, done, general, ada, bob, say } = setup
    const id = await say(bob.user, 'frist')
    expect(await done(messages.edit(ada.user, general, id, { text: 'mine now' }))).toMatchObject({
      failure: { kind: 'forbidden' },
    })
    expect(orThrow(await done(messages.edit(bob.user, general, id, { text: 'first' })))).toMatchObject({
      text: 'first',
      edited: true,
    })
  })

  test('[MS4] the author or a moderator takes back; of one’s own nothing stays in the log', async () => {
    const setup = await setupMessages()
    const { messages, done, general, ada, bob, cy, say, world } = setup
    const [one, two] = [await say(bob.user, 'a secret slip'), await say(bob.user, 'an insult')]
    orThrow(await done(messages.edit(bob.user, general, one, { text: 'a secret slip, edited' })))
    expect(await done(messages.remove(cy.user, general, one))).toMatchObject({
      failure: { kind: 'forbidden' },
    })
    expect(orThrow(await done(messages.remove(bob.user, general, one)))).toMatchObject({
      redacted: true,
      text: '',
    })
    expect(orThrow(await done(messages.remove(ada.user, general, two)))).toMatchObject({ redacted: true })
    expect(orThrow(await done(messages.remove(bob.user, general, one)))).toMatchObject({ redacted: true }) // twice is once
    const left = await opsOf(setup)
    expect(JSON.stringify(left)).not.toContain('secret')
    const range = { segment: undefined, after: 0, upTo: 100 }
    const entries = await world.store.logs.entries(general, range, { maxBytes: 2 ** 30 })
    expect(entries.some(({ bytes }) => Buffer.from(bytes).includes('secret'))).toBe(false)
    expect(texts(orThrow(await messages.list(bob.user, general, { limit: 20 })))).toEqual([])
    const gone = orThrow(await messages.list(bob.user, general, { limit: 20, withDeleted: true }))
    expect(gone.messages.map(({ redacted }) => redacted)).toEqual([true, true])
    expect(await done(messages.edit(bob.user, general, one, { text: 'back' }))).toMatchObject({
      failure: { kind: 'no-such-message' },
    })
  })

  test('[MS5] reactions, pins, replies and threads', async () => {
    const { messages, done, general, ada, bob, cy, say } = await setupMessages()
    const root = await say(ada.user, 'lunch?')
    orThrow(await done(messages.react(bob.user, general, root, { emoji: '👍', on: true })))
    const liked = orThrow(await done(messages.react(cy.user, general, root, { emoji: '👍', on: true })))
    expect(liked.reactions).toEqual([{ emoji: '👍', users: [bob.user, cy.user] }])
    const less = orThrow(await done(messages.react(bob.user, general, root, { emoji: '👍', on: false })))
    expect(less.reactions).toEqual([{ emoji: '👍', users: [cy.user] }])
    orThrow(await done(messages.pin(bob.user, general, root, true)))
    expect(texts(orThrow(await messages.pinned(cy.user, general)))).toEqual(['lunch?'])
    orThrow(await done(messages.pin(cy.user, general, root, false)))
    expect(texts(orThrow(await messages.pinned(cy.user, general)))).toEqual([])
    const reply = orThrow(
      await done(messages.send(bob.user, general, { text: 'yes', thread: root, replyTo: root })),
    )
    expect(reply).toMatchObject({ thread: root, replyTo: root })
    // A reply to a reply is one in the same thread.
    const deeper = orThrow(await done(messages.send(cy.user, general, { text: 'me too', thread: reply.id })))
    expect(deeper.thread).toBe(root)
    orThrow(await done(messages.send(cy.user, general, { text: 'noon', thread: root, alsoInChannel: true })))
    expect(texts(orThrow(await messages.thread(ada.user, general, root, { limit: 10 })))).toEqual([
      'yes',
      'me too',
      'noon',
    ])
    expect(texts(orThrow(await messages.list(ada.user, general, { limit: 10 })))).toEqual(['lunch?', 'noon'])
    const nowhere = await done(messages.send(bob.user, general, { text: 'x', thread: testOpId(77) }))
    expect(nowhere).toMatchObject({ failure: { kind: 'no-such-message', message: testOpId(77) } })
  })

  test('[MS6] bounds of the document hold; nothing of a refused message is written', async () => {
    const setup = await setupMessages()
    const { messages, done, general, bob } = setup
    const send = (text: string) => done(messages.send(bob.user, general, { text }))
    expect(await send('   ')).toMatchObject({ failure: { kind: 'empty' } })
    expect(await send('x'.repeat(maxTextLength + 1))).toMatchObject({
      failure: { kind: 'too-long', limit: maxTextLength },
    })
    const many = Array.from({ length: 51 }, () => bob.user)
    expect(await done(messages.send(bob.user, general, { text: 'x', mentions: many }))).toMatchObject({
      failure: { kind: 'too-long' },
    })
    const half = orThrow(await send('half \uD83D'))
    expect(half.text).toBe('half \uFFFD')
    expect((await opsOf(setup)).length).toBe(1)
  })

  test('[MS7] the rules of the workspace may refuse or mask what is sent and edited', async () => {
    const setup = await setupMessages()
    const { messages, done, general, bob, say } = setup
    setup.judgeBy(({ text }) => {
      if (text.includes('spam')) return { kind: 'refused', reason: 'no advertising' }
      return text.includes('darn') ? { kind: 'masked', text: text.replace('darn', '****') } : { kind: 'ok' }
    })
    expect(await done(messages.send(bob.user, general, { text: 'spam' }))).toMatchObject({
      failure: { kind: 'refused', reason: 'no advertising' },
    })
    const id = await say(bob.user, 'darn it')
    expect(orThrow(await messages.get(bob.user, general, id)).text).toBe('**** it')
    expect(await done(messages.edit(bob.user, general, id, { text: 'spam' }))).toMatchObject({
      failure: { kind: 'refused' },
    })
    expect((await opsOf(setup)).length).toBe(1)
  })

  test('[MS8] a full disk loses nothing that was answered, and what it refuses may be sent again', async () => {
    const setup = await setupMessages()
    const { messages, done, general, bob, world, say } = setup
    await say(bob.user, 'before')
    world.setFull(true)
    const refused = await done(
      Promise.all(['a', 'b', 'c'].map((text) => messages.send(bob.user, general, { text, key: text }))),
    )
    expect(refused.map((each) => each.ok)).toEqual([false, false, false])
    world.setFull(false)
    const sent = await done(
      Promise.all(['a', 'b', 'c'].map((text) => messages.send(bob.user, general, { text, key: text }))),
    )
    expect(sent.map((each) => each.ok)).toEqual([true, true, true])
    expect(texts(orThrow(await messages.list(bob.user, general, { limit: 20 }))).toSorted()).toEqual([
      'a',
      'b',
      'before',
      'c',
    ])
  })

  test('[MS9] a message stands after what it answers, though that came from a clock that is ahead', async () => {
    const { messages, done, general, bob, cy, say, world } = await setupMessages()
    world.clock.advance(200_000)
    const early = await say(bob.user, 'from the future')
    world.clock.setWallTime(world.clock.now() - 200_000)
    orThrow(await done(messages.send(cy.user, general, { text: 'answer', replyTo: early })))
    expect(texts(orThrow(await messages.list(cy.user, general, { limit: 5 })))).toEqual([
      'from the future',
      'answer',
    ])
  })
})

describe('who may', () => {
  test('[MS10] to those outside nothing is there, whatever they call', async () => {
    const { messages, done, general, elsewhere, workspace, eve, bob, say } = await setupMessages()
    const id = await say(bob.user, 'ours')
    const { user } = eve
    const outside = await done(
      Promise.all([
        messages.send(user, general, { text: 'x' }),
        messages.edit(user, general, id, { text: 'x' }),
        messages.remove(user, general, id),
        messages.react(user, general, id, { emoji: 'x', on: true }),
        messages.pin(user, general, id, true),
        messages.get(user, general, id),
        messages.list(user, general, { limit: 20 }),
        messages.thread(user, general, id, { limit: 20 }),
        messages.pinned(user, general),
        messages.markRead(user, general, id),
        messages.unread(user, general),
        messages.unreadIn(user, workspace),
        messages.receipts(user, general),
        messages.search(user, { conversation: general }, { query: 'ours', limit: 20 }),
        messages.search(user, { workspace }, { query: 'ours', limit: 20 }),
      ]),
    )
    for (const each of outside) expect(each).toEqual({ ok: false, failure: { kind: 'not-found' } })
    // A message of one conversation is none of another.
    expect(await messages.get(eve.user, elsewhere, id)).toMatchObject({
      failure: { kind: 'no-such-message' },
    })
    const nowhere = randomId(conversationId, createSeededRandom(5))
    expect(await messages.list(bob.user, nowhere, { limit: 1 })).toMatchObject({
      failure: { kind: 'not-found' },
    })
  })

  test('[MS10] a private channel is there for its members alone; what is archived is read and not written', async () => {
    const { messages, done, ada, bob, cy, world, workspace, makeChannel } = await setupMessages()
    const room = await makeChannel('secret', { private: true, members: [bob.user] })
    const sent = orThrow(await done(messages.send(bob.user, room, { text: 'heliotrope' })))
    expect(await messages.list(cy.user, room, { limit: 5 })).toMatchObject({ failure: { kind: 'not-found' } })
    const query = { query: 'heliotrope', limit: 5 }
    expect(orThrow(await messages.search(cy.user, { workspace }, query)).found).toEqual([])
    expect(orThrow(await messages.search(ada.user, { workspace }, query)).found.length).toBe(1)
    orThrow(await world.store.conversations.update(room, { archived: true }))
    const log = await world.store.logs.log(room)
    if (log !== undefined) world.relay.conversationChanged(log)
    const forbidden = { failure: { kind: 'forbidden' } }
    expect(await done(messages.send(bob.user, room, { text: 'x' }))).toMatchObject(forbidden)
    expect(await done(messages.edit(bob.user, room, sent.id, { text: 'x' }))).toMatchObject(forbidden)
    expect(orThrow(await messages.get(bob.user, room, sent.id)).text).toBe('heliotrope')
    orThrow(await world.store.conversations.remove(room))
    expect(await messages.get(bob.user, room, sent.id)).toMatchObject({ failure: { kind: 'not-found' } })
    expect(await world.store.messages.behind(10)).not.toContainEqual(
      expect.objectContaining({ conversation: room }),
    )
  })

  test('[MS4] an admin of a conversation takes back what others wrote in it', async () => {
    const { messages, done, bob, cy, world, makeChannel } = await setupMessages()
    const room = await makeChannel('club', { members: [] })
    const sent = orThrow(await done(messages.send(cy.user, room, { text: 'rude' })))
    expect(await done(messages.remove(bob.user, room, sent.id))).toMatchObject({
      failure: { kind: 'forbidden' },
    })
    orThrow(
      await world.store.conversations.setMember(room, bob.user, { role: 'admin', now: world.clock.now() }),
    )
    expect(orThrow(await done(messages.remove(bob.user, room, sent.id)))).toMatchObject({
      redacted: true,
      text: '',
    })
  })
})
