/** Bots, their tokens, and the incoming webhooks that some post for. Part of store-contract.ts. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  randomId,
  type UserId,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import type { BotToken, NewBot } from '../../sync-server/store/bot-store.ts'
import { later, now, type StoreFixture } from './store-fixture.ts'

const hashOf = (number: number): Uint8Array => new Uint8Array(32).fill(number)
const notFound = { ok: false, failure: { kind: 'not-found' } }

export function describeBots(under: StoreFixture): void {
  const bots = () => under.store().bots
  const incoming = () => under.store().incoming
  const newBot = (workspace: WorkspaceId, createdBy: UserId, fields: Partial<NewBot> = {}): NewBot => ({
    user: randomId(userId, under.random),
    username: 'tide-bot',
    displayName: 'Tide bot',
    workspace,
    createdBy,
    created: now,
    ...fields,
  })
  const setup = async () => {
    const ada = await under.createAccount('ada')
    const { workspace, general } = await under.createWorkspace('Quay', ada)
    const other = await under.createWorkspace('Pier', ada)
    const bot = newBot(workspace, ada)
    return { ada, workspace, general, other, bot }
  }
  /** Each token is a device of its bot. */
  const addToken = async (user: UserId, hash: Uint8Array): Promise<BotToken> => {
    const device = await under.createDevice(user)
    const token: BotToken = {
      device,
      user,
      name: 'cron',
      scopes: ['messages:read'],
      created: now,
      expires: later,
    }
    await bots().addToken({ ...token, hash })
    return token
  }
  const isIn = async (workspace: WorkspaceId, user: UserId): Promise<boolean> =>
    (await under.store().directory.role(workspace, user)) !== undefined
  const isActive = async (device: DeviceId): Promise<boolean> =>
    (await under.store().accounts.activeDevice(device)) !== undefined

  describe('bots', () => {
    test('[BT1] one is an account and a member of one workspace; it comes back with its tokens, and no password opens it', async () => {
      const { workspace, other, bot } = await setup()
      orThrow(await bots().create(bot))
      const token = await addToken(bot.user, hashOf(1))
      await under.reopen()
      expect(await bots().bots(workspace)).toEqual([{ ...bot, tokens: [token] }])
      expect(await bots().bots(other.workspace)).toEqual([])
      expect([await isIn(workspace, bot.user), await isIn(other.workspace, bot.user)]).toEqual([true, false])
      expect(await under.store().accounts.account(bot.user)).toMatchObject({ username: 'tide-bot' })
      expect(await under.store().accounts.credentials('tide-bot')).toBeUndefined()
    })

    test('[BT1] where its name is taken, or its workspace is not there, nothing is made', async () => {
      const { ada, workspace, bot } = await setup()
      const taken = newBot(workspace, ada, { username: 'ada' })
      expect(await bots().create(taken)).toEqual({ ok: false, failure: { kind: 'username-taken' } })
      const nowhere = newBot(randomId(workspaceId, under.random), ada)
      expect(await bots().create(nowhere)).toEqual(notFound)
      expect(await under.store().accounts.account(taken.user)).toBeUndefined()
      expect(await under.store().accounts.account(nowhere.user)).toBeUndefined()
      orThrow(await bots().create(bot)) // the name was left free
    })

    test('[BT3] a token opens what it says until it is revoked, its device ends, or its bot is shut', async () => {
      const { workspace, other, bot } = await setup()
      orThrow(await bots().create(bot))
      const [first, second] = [await addToken(bot.user, hashOf(1)), await addToken(bot.user, hashOf(2))]
      expect(await bots().byHash(hashOf(1))).toEqual(first)
      expect(await bots().byHash(hashOf(9))).toBeUndefined()
      const { accounts } = under.store()
      await accounts.setDisabled(bot.user, later)
      expect(await bots().byHash(hashOf(1))).toBeUndefined()
      await accounts.setDisabled(bot.user, undefined)
      for (const { device, user, name } of [first, second]) {
        orThrow(await accounts.saveDevice({ device, user, name, now: later }))
      }
      expect(await bots().revoke(other.workspace, bot.user, first.device, later)).toEqual(notFound)
      expect(await bots().byHash(hashOf(1))).toEqual(first)
      orThrow(await bots().revoke(workspace, bot.user, first.device, later))
      expect(await bots().revoke(workspace, bot.user, first.device, later)).toEqual(notFound)
      await under.reopen()
      expect([await bots().byHash(hashOf(1)), await bots().byHash(hashOf(2))]).toEqual([undefined, second])
      expect([await isActive(first.device), await isActive(second.device)]).toEqual([false, true])
      await under.store().accounts.endDevice(bot.user, second.device, later)
      expect(await bots().byHash(hashOf(2))).toBeUndefined()
    })

    test('[BT3] with a bot go its tokens and their devices; what it was called stays for what it wrote', async () => {
      const { workspace, other, bot } = await setup()
      orThrow(await bots().create(bot))
      const tokens = [await addToken(bot.user, hashOf(1)), await addToken(bot.user, hashOf(2))]
      expect(await bots().remove(other.workspace, bot.user, later)).toEqual(notFound)
      const removed = orThrow(await bots().remove(workspace, bot.user, later))
      expect(removed.toSorted()).toEqual(tokens.map(({ device }) => device).toSorted())
      expect(await bots().remove(workspace, bot.user, later)).toEqual(notFound)
      await under.reopen()
      expect(await bots().bots(workspace)).toEqual([])
      expect(await bots().byHash(hashOf(1))).toBeUndefined()
      for (const { device } of tokens) expect(await isActive(device)).toBe(false)
      expect(await under.store().accounts.account(bot.user)).toMatchObject({ displayName: 'Tide bot' })
    })
  })

  describe('incoming webhooks', () => {
    const createPrivate = async (workspace: WorkspaceId, createdBy: UserId): Promise<ConversationId> => {
      const id = randomId(conversationId, under.random)
      orThrow(await under.createChannel({ id, workspace, name: 'hidden' }, { createdBy, private: true }))
      return id
    }

    test('[WH10] one comes with its bot, is found by the hash of its token, and goes with it', async () => {
      const { ada, workspace, general, other, bot } = await setup()
      orThrow(await bots().create(bot, { conversation: general, hash: hashOf(5) }))
      await under.reopen()
      const row = { user: bot.user, conversation: general, name: 'Tide bot', createdBy: ada, created: now }
      expect(await incoming().list(workspace)).toEqual([row])
      expect(await incoming().list(other.workspace)).toEqual([])
      expect(await incoming().byHash(hashOf(5))).toEqual({ user: bot.user, conversation: general })
      expect(await incoming().byHash(hashOf(6))).toBeUndefined()
      await under.store().accounts.setDisabled(bot.user, later)
      expect(await incoming().byHash(hashOf(5))).toBeUndefined()
      await under.store().accounts.setDisabled(bot.user, undefined)
      orThrow(await bots().remove(workspace, bot.user, later))
      expect([await incoming().list(workspace), await incoming().byHash(hashOf(5))]).toEqual([[], undefined])
    })

    test('[WH10] its bot is let into a private channel; in a conversation of another workspace there is none, nor a bot', async () => {
      const { ada, workspace, other, bot } = await setup()
      const hidden = await createPrivate(workspace, ada)
      orThrow(await bots().create(bot, { conversation: hidden, hash: hashOf(5) }))
      const readable = await under.store().directory.audiencesOf(bot.user)
      expect(readable).toContain(await audienceOf(hidden))
      const stray = newBot(workspace, ada, { username: 'stray' })
      const elsewhere = { conversation: other.general, hash: hashOf(6) }
      expect(await bots().create(stray, elsewhere)).toEqual(notFound)
      expect(await under.store().accounts.account(stray.user)).toBeUndefined()
      expect(await incoming().byHash(hashOf(6))).toBeUndefined()
    })
    const audienceOf = async (conversation: ConversationId) =>
      (await under.store().logs.log(conversation))?.audience
  })
}
