/** Webhooks, and what waits to be told. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import {
  conversationId,
  type DeliveryId,
  deliveryId,
  opId,
  randomId,
  userId,
  type WebhookId,
  webhookId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import {
  type Attempt,
  keptSettled,
  maxWaiting,
  type WebhookEvent,
} from '../../sync-server/store/webhook-store.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

export function describeWebhooks(under: StoreFixture): void {
  describe('webhooks', () => {
    const store = () => under.store().webhooks
    const setup = async () => {
      const ada = await under.createAccount('ada')
      const bob = await under.createAccount('bob')
      const { workspace, general } = await under.createWorkspace('Quay', ada)
      const add = async (fields: object = {}): Promise<WebhookId> => {
        const id = randomId(webhookId, under.random)
        const secrets = { newest: under.random.bytes(32), previous: undefined }
        const wish = { name: 'CI', url: 'https://ci.example/', events: ['message.posted' as const] }
        const about = { conversations: [general], changedBy: ada, created: now }
        await store().add({ id, workspace, secrets, ...wish, ...about, ...fields })
        return id
      }
      const event: WebhookEvent = {
        type: 'message.posted',
        conversation: general,
        message: randomId(opId, under.random),
        user: ada,
        time: now,
      }
      const queue = async (
        webhook: WebhookId,
        seq: number,
        count = 1,
      ): Promise<ReadonlyArray<DeliveryId>> => {
        const ids = Array.from({ length: count }, () => randomId(deliveryId, under.random))
        const read = { conversation: general, seq }
        await store().enqueue(
          ids.map((id) => ({ id, webhook, event })),
          read,
        )
        return ids
      }
      const settle = (webhook: WebhookId, id: DeliveryId | undefined, attempt: Attempt) =>
        store().settle(webhook, id ?? randomId(deliveryId, under.random), attempt, later)
      return { ada, bob, workspace, general, add, event, queue, settle }
    }
    const newest = { state: undefined, before: undefined, limit: 10 }

    test('[WH9] one is of one workspace, and comes back as it was put', async () => {
      const { ada, bob, workspace, general, add } = await setup()
      const other = await under.createWorkspace('Pier', ada)
      const id = await add()
      await under.reopen()
      const found = await store().webhook(workspace, id)
      expect(found).toMatchObject({ id, url: 'https://ci.example/', conversations: [general], waiting: 0 })
      expect(await store().webhook(other.workspace, id)).toBeUndefined()
      expect(await store().remove(other.workspace, id)).toMatchObject({ ok: false })
      expect(await store().pause(other.workspace, id, 'by-hand')).toMatchObject({ ok: false })
      if (found === undefined) throw new Error('it was found a moment ago')
      const previous = { secret: found.secrets.newest, until: later }
      const secrets = { newest: Uint8Array.of(7), previous }
      const wish = { ...found, name: 'Other', conversations: [], changedBy: bob, secrets }
      expect(await store().change(other.workspace, id, wish)).toMatchObject({ ok: false })
      orThrow(await store().change(workspace, id, wish))
      await under.reopen()
      expect(await store().webhooks(workspace)).toEqual([{ ...wish }])
      orThrow(await store().remove(workspace, id))
      expect(await store().webhooks(workspace)).toEqual([])
    })

    test('[WH2] what is queued and how far was read are one; a crash leaves both or none', async () => {
      const { workspace, general, add, event, queue } = await setup()
      const id = await add()
      expect(await store().unheard(10)).toEqual([])
      const [first] = await queue(id, 3)
      // The same id again cannot be: all of it is refused, with how far was read.
      const twice = { id: first ?? randomId(deliveryId, under.random), webhook: id, event }
      await expect(store().enqueue([twice], { conversation: general, seq: 9 })).rejects.toThrow('trouble')
      await under.reopen()
      expect(await store().next(id)).toMatchObject({ id: first, event, state: 'waiting', attempts: 0 })
      expect(await store().due(now, 10)).toEqual([{ workspace, webhook: id }])
      await queue(randomId(webhookId, under.random), 4) // one that was removed meanwhile
      expect((await store().deliveries(id, newest)).length).toBe(1)
    })

    test('[WH2] who comes and goes, and channels that are made and archived, are noted with what does it', async () => {
      const { bob, workspace, general, add } = await setup()
      const { directory, conversations } = under.store()
      await directory.join(workspace, bob, 'member')
      expect(await store().happenings(10)).toEqual([])
      await add()
      orThrow(await directory.leave(workspace, bob))
      await directory.join(workspace, bob, 'member')
      await directory.setRole(workspace, bob, 'admin')
      const made = randomId(conversationId, under.random)
      orThrow(await under.createChannel({ id: made, workspace, name: 'made' }, { createdBy: bob }))
      orThrow(await conversations.update(general, { archived: true }))
      orThrow(await conversations.update(general, { archived: true }))
      orThrow(await conversations.update(general, { archived: false }))
      await under.reopen()
      const noted = await store().happenings(10)
      expect(noted.map(({ event }) => event)).toEqual([
        { type: 'member.left', user: bob, conversation: undefined },
        { type: 'member.joined', user: bob, conversation: undefined },
        { type: 'conversation.created', conversation: made, user: undefined },
        { type: 'conversation.archived', conversation: general, user: undefined },
      ])
      await store().enqueue([], { happening: noted[1]?.row ?? 0 })
      expect(await store().happenings(1)).toEqual([noted[2]])
    })

    test('[WH5] what is to be tried later is not due before, nor what is paused', async () => {
      const { workspace, add, queue, settle } = await setup()
      const id = await add()
      const [first, second] = await queue(id, 1, 2)
      await settle(id, first, { kind: 'retry', failure: 'timeout', at: millis(later + 100) })
      expect(await store().due(later, 10)).toEqual([])
      expect(await store().nextDue(later)).toBe(later + 100)
      expect((await store().due(millis(later + 100), 10)).length).toBe(1)
      expect(await store().next(id)).toMatchObject({
        id: first,
        attempts: 1,
        tried: later,
        failure: 'timeout',
      })
      await settle(id, first, { kind: 'dead', failure: 'status 500', pause: 'failing' })
      const found = await store().webhook(workspace, id)
      expect(found).toMatchObject({ paused: 'failing', failure: 'status 500', waiting: 1, dead: 1 })
      expect([await store().due(millis(later + 1e9), 10), await store().nextDue(now)]).toEqual([
        [],
        undefined,
      ])
      orThrow(await store().pause(workspace, id, undefined))
      expect(await store().next(id)).toMatchObject({ id: second })
      orThrow(await store().redeliver(id, first ?? randomId(deliveryId, under.random)))
      expect(await store().next(id)).toMatchObject({ id: first, attempts: 0, failure: undefined })
      expect(await store().redeliver(id, second ?? randomId(deliveryId, under.random))).toMatchObject({
        ok: false,
      })
      await settle(id, first, { kind: 'delivered' })
      await settle(id, second, { kind: 'withheld' })
      const states = (await store().deliveries(id, newest)).map((each) => [each.id, each.state])
      expect(states).toEqual([
        [second, 'withheld'],
        [first, 'delivered'],
      ])
      expect((await store().deliveries(id, { ...newest, before: second })).length).toBe(1)
      expect((await store().deliveries(id, { ...newest, state: 'dead' })).length).toBe(0)
    })

    test('[WH5] more than may wait is dead at once; of what is settled the newest are kept', async () => {
      const { add, queue, settle } = await setup()
      const id = await add()
      const ids = await queue(id, 1, maxWaiting)
      const [over] = await queue(id, 2)
      const [last] = await store().deliveries(id, { ...newest, limit: 1 })
      expect(last).toMatchObject({ id: over, state: 'dead', failure: 'queue-full' })
      for (const each of ids.slice(0, keptSettled + 5)) await settle(id, each, { kind: 'delivered' })
      const kept = await store().deliveries(id, { ...newest, state: 'delivered', limit: maxWaiting })
      expect(kept.length).toBe(keptSettled - 1) // and the dead one
    })

    test('[WH10] an incoming one is found by what its token hashes to, until its bot goes', async () => {
      const { ada, workspace, general } = await setup()
      const { incoming, bots } = under.store()
      const user = randomId(userId, under.random)
      const hash = under.random.bytes(32)
      const bot = { user, workspace, username: 'hook', displayName: 'HOOK', createdBy: ada, created: now }
      orThrow(await bots.create(bot, { conversation: general, hash }))
      expect(await incoming.byHash(hash)).toEqual({ user, conversation: general })
      expect(await incoming.byHash(under.random.bytes(32))).toBeUndefined()
      const row = { user, conversation: general, name: 'HOOK', createdBy: ada, created: now }
      expect(await incoming.list(workspace)).toEqual([row])
      await bots.remove(workspace, user, later)
      expect([await incoming.byHash(hash), await incoming.list(workspace)]).toEqual([undefined, []])
    })

    test('[WH10] one comes with its bot, or neither is there', async () => {
      const { ada, workspace, general } = await setup()
      const other = await under.createWorkspace('Pier', ada)
      const [hidden, user] = [randomId(conversationId, under.random), randomId(userId, under.random)]
      const channel = { id: hidden, workspace, name: 'hidden' }
      orThrow(await under.createChannel(channel, { createdBy: ada, private: true }))
      const { bots, directory, conversations, incoming } = under.store()
      const named = { username: 'hook', displayName: 'Alerts', createdBy: ada, created: now }
      const bot = { ...named, user, workspace }
      const hash = under.random.bytes(32)
      const create = (change: object, conversation = general) =>
        bots.create({ ...bot, ...change }, { conversation, hash })
      const gone = { ok: false, failure: { kind: 'not-found' } }
      expect(await create({}, other.general)).toEqual(gone)
      expect(await create({ workspace: randomId(workspaceId, under.random) })).toEqual(gone)
      expect(await create({ username: 'ada' })).toEqual({ ok: false, failure: { kind: 'username-taken' } })
      const nothing = [[], [], undefined]
      expect([
        await bots.bots(workspace),
        await incoming.list(workspace),
        await directory.role(workspace, user),
      ]).toEqual(nothing)
      orThrow(await create({}))
      // Of another with the same token nothing is left: the last step of the transaction fails.
      const second = randomId(userId, under.random)
      const failed = create({ user: second, username: 'hook-2' }, hidden)
      await expect(failed).rejects.toMatchObject({ kind: 'failed' })
      expect((await bots.bots(workspace)).map((each) => each.user)).toEqual([user])
      expect((await conversations.members(hidden)).map((each) => each.user)).toEqual([ada])
      expect(await directory.role(workspace, second)).toBeUndefined()
      const freed = { ...bot, user: second, username: 'hook-2' }
      orThrow(await bots.create(freed, { conversation: hidden, hash: under.random.bytes(32) }))
      expect((await conversations.members(hidden)).map((each) => each.user).toSorted()).toEqual(
        [ada, second].toSorted(),
      )
    })
  })
}
