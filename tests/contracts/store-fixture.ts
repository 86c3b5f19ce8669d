/** A store with people and workspaces in it. */
import { afterEach, beforeEach } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import type { Random } from '../../core/base/random.ts'
import {
  type ConversationId,
  conversationId,
  type DeviceId,
  deviceId,
  randomId,
  type UserId,
  userId,
  type WorkspaceId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import type { ConversationStore } from '../../sync-server/store/conversation-store.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { createSeededRandom } from '../support/seeded-random.ts'

/** Opens the same store again and again; what was written before must be there. */
export interface StoreUnderTest {
  readonly open: () => Promise<Store>
  readonly destroy: () => Promise<void>
}

export interface StoreFixture {
  /** Another object after `reopen`. */
  readonly store: () => Store
  readonly random: Random
  readonly reopen: () => Promise<void>
  readonly createAccount: (username: string) => Promise<UserId>
  readonly createDevice: (user: UserId) => Promise<DeviceId>
  readonly createWorkspace: (
    title: string,
    owner?: UserId,
  ) => Promise<{ readonly workspace: WorkspaceId; readonly general: ConversationId }>
  /** A public channel made by a person of no consequence, unless `more` says otherwise. */
  readonly createChannel: (
    channel: { readonly id: ConversationId; readonly workspace: WorkspaceId; readonly name: string },
    more?: Partial<Parameters<ConversationStore['create']>[0]>,
  ) => ReturnType<ConversationStore['create']>
}

export const now = millis(Date.UTC(2026, 10, 2, 9))
export const later = millis(now + 1_000)

/** A fresh store for each test of the `describe` that this is called in. */
export function setupStore(create: () => Promise<StoreUnderTest>): StoreFixture {
  const random = createSeededRandom(7)
  let under: StoreUnderTest
  let store: Store
  beforeEach(async () => {
    under = await create()
    store = await under.open()
  })
  afterEach(async () => {
    await store.close()
    await under.destroy()
  })
  return {
    store: () => store,
    random,
    reopen: async () => {
      await store.close()
      store = await under.open()
    },
    createAccount: async (username) => {
      const user = randomId(userId, random)
      const displayName = username.toUpperCase()
      const account = { user, username, displayName, passwordHash: `hash of ${username}`, created: now }
      orThrow(await store.accounts.createAccount(account))
      return user
    },
    createDevice: async (user) => {
      const device = randomId(deviceId, random)
      orThrow(await store.accounts.saveDevice({ device, user, name: 'laptop', now }))
      return device
    },
    createWorkspace: async (title, owner) => {
      const id = randomId(workspaceId, random)
      const general = randomId(conversationId, random)
      const channels = [{ id: general, name: 'general', topic: '' }]
      orThrow(await store.directory.createWorkspace({ id, name: title, owner, channels }))
      return { workspace: id, general }
    },
    createChannel: async (channel, more = {}) => {
      const founder = more.createdBy ?? randomId(userId, random)
      if (more.createdBy === undefined) {
        const account = { user: founder, username: founder, displayName: 'Founder' }
        orThrow(await store.accounts.createAccount({ ...account, passwordHash: '', created: now }))
        await store.directory.join(channel.workspace, founder, 'member')
      }
      const usual = { topic: '', icon: '', private: false, members: [], now, createdBy: founder }
      return store.conversations.create({ ...usual, ...channel, ...more })
    },
  }
}
