/** What is queued, when it is sent and what comes of it, with a day of virtual time. */
import { expect, onTestFinished, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { fail, ok, type Result } from '../../../../core/base/result.ts'
import { deliveryId, randomId, webhookId } from '../../../../core/protocol/ids.ts'
import { createAudit } from '../../../../sync-server/audit/audit.ts'
import { messageToAnswer } from '../../../../sync-server/http/message-answers.ts'
import { createConversationReader } from '../../../../sync-server/messages/conversation-reader.ts'
import { createMessageAccess } from '../../../../sync-server/messages/access.ts'
import { createCourier } from '../../../../sync-server/webhooks/courier.ts'
import { createMessageLookup } from '../../../../sync-server/webhooks/message-lookup.ts'
import type { Outgoing, SendFailure } from '../../../../sync-server/webhooks/send.ts'
import { createTeller } from '../../../../sync-server/webhooks/teller.ts'
import { setupMessages } from '../../../support/messages-world.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

const hour = 3_600_000
const refusing: Result<void, SendFailure> = fail({ kind: 'status', status: 500, retryAfterMs: undefined })

async function setup() {
  const made = await setupMessages()
  const { world, workspace, ada, projection } = made
  const { store, clock, relay, tallies } = world
  const sent: Array<Outgoing> = []
  let answer = async (_: Outgoing): Promise<Result<void, SendFailure>> => ok(undefined)
  const random = createSeededRandom(5)
  const log = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} }
  const access = createMessageAccess(store)
  const reader = createConversationReader({ store, access, projection, clock })
  const lookUp = createMessageLookup({ projection, reader })
  const shared = { store, lookUp, clock, random, log }
  const courier = createCourier({
    ...shared,
    send: (outgoing) => {
      sent.push(outgoing)
      return answer(outgoing)
    },
    audit: createAudit(store.audit, clock),
    tallies,
    show: messageToAnswer,
  })
  const teller = createTeller({ ...shared, queued: courier.ask })
  relay.follow(teller.ask)
  onTestFinished(async () => {
    await teller.stop()
    await courier.stop()
  })
  const hook = async (url: string, fields: object = {}) => {
    const id = randomId(webhookId, random)
    const secrets = { newest: random.bytes(32), previous: undefined }
    const wish = {
      name: 'CI',
      url,
      events: ['message.posted' as const],
      conversations: [],
      changedBy: ada.user,
    }
    await store.webhooks.add({ id, workspace, secrets, created: clock.now(), ...wish, ...fields })
    return id
  }
  /** So much time passes, in steps that leave everybody their turn. */
  const pass = async (ms: number, step = 500): Promise<void> => {
    for (let left = ms; left > 0; left -= step) {
      clock.advance(Math.min(step, left))
      await world.settle()
    }
  }
  const textsFor = (url: string): ReadonlyArray<unknown> =>
    sent.filter((each) => each.url === url).map(({ body }) => /"text":"([^"]*)"/.exec(body)?.[1])
  return {
    ...made,
    hook,
    pass,
    sent,
    textsFor,
    answerBy: (by: typeof answer) => {
      answer = by
    },
  }
}

test('[WH5] after a day of failures it is a dead letter, the webhook is paused, and what follows waits in order', async () => {
  const { world, workspace, ada, hook, say, pass, sent, textsFor, answerBy } = await setup()
  const { store, tallies } = world
  const id = await hook('https://a/')
  answerBy(async () => refusing)
  await say(ada.user, 'first')
  await say(ada.user, 'second')
  await pass(2_000)
  expect(textsFor('https://a/')).toEqual(['first'])
  await pass(31 * hour, hour / 6)
  expect(textsFor('https://a/')).toEqual(Array.from({ length: 10 }, () => 'first'))
  expect(new Set(sent.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  const found = await store.webhooks.webhook(workspace, id)
  expect(found).toMatchObject({ paused: 'failing', failure: 'status 500', waiting: 1, dead: 1 })
  const lines = (await store.audit.list(workspace, 0, 10)).map(({ line }) => line)
  expect(lines.join()).toContain('pauseWebhook')
  expect(tallies.webhookDeliveries).toEqual({ delivered: 0, withheld: 0, retry: 9, dead: 1 })
  answerBy(async () => ok(undefined))
  await store.webhooks.pause(workspace, id, undefined)
  await say(ada.user, 'third')
  await pass(2_000)
  expect(textsFor('https://a/').slice(10)).toEqual(['second', 'third'])
})

test('[WH4] while one is held up the others are told', async () => {
  const { ada, hook, say, pass, textsFor, answerBy } = await setup()
  await hook('https://slow/')
  await hook('https://quick/')
  let release = (): void => {}
  answerBy(async ({ url }) => {
    if (url === 'https://slow/') await new Promise<void>((resolve) => (release = resolve))
    return ok(undefined)
  })
  for (const text of ['1', '2', '3']) await say(ada.user, text)
  await pass(2_000)
  expect(textsFor('https://quick/')).toEqual(['1', '2', '3'])
  expect(textsFor('https://slow/')).toEqual(['1'])
  release()
  await pass(1_000)
  expect(textsFor('https://slow/')).toEqual(['1', '2'])
  release()
  await pass(1_000)
  expect(textsFor('https://slow/')).toEqual(['1', '2', '3'])
  release()
})

test('[WH2] what is on its way when the relay stops is sent again under the same id', async () => {
  const { world, ada, hook, say, pass, sent, answerBy } = await setup()
  const id = await hook('https://a/')
  answerBy(async () => fail({ kind: 'stopped' }))
  await say(ada.user, 'first')
  await pass(1_000)
  const before = await world.store.webhooks.next(id)
  expect(before).toMatchObject({ attempts: 0, state: 'waiting' })
  expect(sent[0]?.headers['webhook-id']).toBe(before?.id)
})

test('[WH1][WH6] it falls silent for a private channel with who named it, also for what was queued before', async () => {
  const { world, ada, bob, makeChannel, messages, done, hook, say, pass, textsFor } = await setup()
  const { store, clock } = world
  const hidden = await makeChannel('hidden', { private: true, members: [bob.user] })
  const id = await hook('https://a/', { conversations: [hidden] })
  await done(messages.send(ada.user, hidden, { text: 'told' }))
  await pass(2_000)
  await store.conversations.setMember(hidden, bob.user, { role: 'admin', now: clock.now() })
  const message = await done(messages.send(bob.user, hidden, { text: 'not told' }))
  if (!message.ok) throw new Error('Bob is in it')
  await store.conversations.removeMember(hidden, ada.user, clock.now())
  const event = {
    type: 'message.posted' as const,
    conversation: hidden,
    message: message.value.id,
    user: bob.user,
    time: millis(0),
  }
  const queued = { id: randomId(deliveryId, createSeededRandom(8)), webhook: id, event }
  await store.webhooks.enqueue([queued], { conversation: hidden, seq: 1 })
  await say(bob.user, 'elsewhere') // so that somebody looks
  await pass(2_000)
  expect(textsFor('https://a/')).toEqual(['told'])
  const rows = await store.webhooks.deliveries(id, { state: undefined, before: undefined, limit: 9 })
  expect(rows.map(({ state }) => state)).toEqual(['withheld', 'delivered'])
})
