/** What people read through REST and the JSON gateway, whatever door it came through. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { everyone } from '../../../../core/protocol/ids.ts'
import { testOpId } from '../../../support/conversations.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { setupMessages } from '../../../support/messages-world.ts'

const texts = (page: { readonly messages: ReadonlyArray<{ readonly text: string }> }) =>
  page.messages.map(({ text }) => text)

describe('reading', () => {
  test('[MS11] pages go back and forth without a gap or a repeat, whatever door a message came through', async () => {
    const setup = await setupMessages()
    const { messages, done, general, bob, cy, world } = setup
    for (let number = 0; number < 12; number++) await setup.say(bob.user, `m${number}`)
    const connection = await world.open(cy)
    const device = createEntryWriter(cy, general)
    connection.send({ kind: 'append', request: 1, entry: device.claim() })
    connection.send({ kind: 'append', request: 2, entry: device.post('from the app', 0) })
    await world.settle()
    const newest = orThrow(await done(messages.list(bob.user, general, { limit: 5 })))
    expect(newest.more).toBe(true)
    const seen = [...newest.messages]
    for (;;) {
      const before = seen[0]?.id ?? testOpId(1)
      const page = orThrow(await messages.list(bob.user, general, { limit: 5, before }))
      seen.unshift(...page.messages)
      if (!page.more) break
    }
    expect(seen.length).toBe(13)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(13)
    expect(seen.map(({ text }) => text)).toContain('from the app')
    const later = orThrow(
      await messages.list(bob.user, general, { limit: 2, after: seen[3]?.id ?? testOpId(1) }),
    )
    expect(texts(later)).toEqual(seen.slice(4, 6).map(({ text }) => text))
    const until = seen[3]?.at.time
    const earlier = orThrow(await messages.list(bob.user, general, { limit: 20, ...(until && { until }) }))
    expect(texts(earlier)).toEqual(seen.slice(0, 3).map(({ text }) => text))
    const unknown = await messages.list(bob.user, general, { limit: 5, before: testOpId(99) })
    expect(unknown).toMatchObject({ failure: { kind: 'no-such-message' } })
  })

  test('[MS12] unread messages and mentions, as they are read', async () => {
    const { messages, done, general, workspace, ada, bob, cy, say } = await setupMessages()
    const first = await say(ada.user, 'one')
    orThrow(await done(messages.send(ada.user, general, { text: '@bob two', mentions: [bob.user] })))
    await say(bob.user, 'mine')
    expect(orThrow(await messages.unread(bob.user, general))).toEqual({ unread: 2, mentions: 1 })
    expect(orThrow(await done(messages.markRead(bob.user, general, first)))).toEqual({
      unread: 1,
      mentions: 1,
    })
    // Replies count for who follows the thread, or is mentioned.
    orThrow(await done(messages.send(cy.user, general, { text: 'reply', thread: first })))
    expect(orThrow(await messages.unread(bob.user, general))).toEqual({ unread: 1, mentions: 1 })
    expect(orThrow(await messages.unread(ada.user, general))).toEqual({ unread: 2, mentions: 0 })
    orThrow(await done(messages.send(bob.user, general, { text: 'reply too', thread: first })))
    orThrow(await done(messages.send(cy.user, general, { text: 'again', thread: first })))
    expect(orThrow(await messages.unread(bob.user, general))).toEqual({ unread: 3, mentions: 1 })
    const inWorkspace = orThrow(await messages.unreadIn(bob.user, workspace))
    expect([...inWorkspace]).toEqual([[general, { unread: 3, mentions: 1 }]])
    expect(orThrow(await done(messages.markRead(bob.user, general)))).toEqual({ unread: 0, mentions: 0 })
    expect(orThrow(await messages.unreadIn(bob.user, workspace)).size).toBe(0)
  })

  test('[MS12][VW8] who mentions all mentions each but themselves in the channel, once, and in a thread who follows it', async () => {
    const { messages, done, general, ada, bob, cy, say } = await setupMessages()
    const send = async (by: typeof ada, more: object): Promise<void> =>
      void orThrow(
        await done(messages.send(by.user, general, { text: '@all', mentions: [everyone], ...more })),
      )
    const mentionsOf = async (...people: ReadonlyArray<typeof ada>) =>
      Promise.all(people.map(async ({ user }) => orThrow(await messages.unread(user, general)).mentions))
    const root = await say(ada.user, 'one')
    await send(ada, { mentions: [everyone, bob.user] })
    expect(await mentionsOf(ada, bob, cy)).toEqual([0, 1, 1])
    await send(cy, { thread: root })
    expect(await mentionsOf(ada, bob, cy)).toEqual([1, 1, 1])
    expect(orThrow(await messages.unread(bob.user, general))).toEqual({ unread: 2, mentions: 1 })
    await send(cy, { thread: root, alsoInChannel: true })
    expect(await mentionsOf(ada, bob, cy)).toEqual([2, 2, 1])
  })

  test('[MS13] a mark is told to the app and to the others; receipts say how far each has read', async () => {
    const { messages, done, general, ada, bob, say, world } = await setupMessages()
    const [first, second] = [await say(ada.user, 'one'), await say(ada.user, 'two')]
    const connection = await world.open(bob)
    orThrow(await done(messages.markRead(bob.user, general, first)))
    expect(connection.of('marks').length).toBeGreaterThan(0)
    expect(orThrow(await messages.receipts(ada.user, general))).toEqual([{ user: bob.user, upTo: first }])
    orThrow(await done(messages.markRead(bob.user, general)))
    orThrow(await done(messages.markRead(bob.user, general, first))) // never back
    expect(orThrow(await messages.receipts(ada.user, general))).toEqual([{ user: bob.user, upTo: second }])
  })
})
