import { expect, test } from 'vitest'
import { fail, ok } from '../../../../core/base/result.ts'
import { conversationId, randomId, userId, workspaceId } from '../../../../core/protocol/ids.ts'
import { createAddressRules } from '../../../../sync-server/webhooks/addresses.ts'
import { hears } from '../../../../sync-server/webhooks/hears.ts'
import { createIncoming } from '../../../../sync-server/webhooks/incoming.ts'
import { createWebhooks } from '../../../../sync-server/webhooks/webhooks.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { setupMessages } from '../../../support/messages-world.ts'

const random = createSeededRandom(2)
const user = randomId(userId, random)
const workspace = randomId(workspaceId, random)
const conversation = randomId(conversationId, random)
const access = {
  inWorkspace: async () => ok('owner' as const),
  inConversation: async () => fail({ kind: 'sealed' as const }),
}

test('[WH1][WH10] a sealed conversation can be named by no webhook, whatever one is in it', async () => {
  const { world, messages } = await setupMessages()
  const { store, clock } = world
  const webhooks = createWebhooks({
    store: store.webhooks,
    access,
    rules: createAddressRules([]),
    send: async () => ok(undefined),
    clock,
    random,
    queued: () => {},
  })
  const wish = { name: 'CI', url: 'https://ci.example/', events: ['message.posted' as const] }
  const refused = { ok: false, failure: { kind: 'sealed' } }
  expect(await webhooks.create(user, workspace, { ...wish, conversations: [conversation] })).toEqual(refused)
  const incoming = createIncoming({
    store: store.incoming,
    access,
    bots: { create: async () => ok(user), remove: async () => ok(undefined) },
    messages,
    gatewayDevice: store.identity.gatewayDevice,
    url: () => '',
    clock,
    random,
  })
  expect(await incoming.create(user, workspace, { name: 'Alerts', conversation })).toEqual(refused)
})

test('[WH1] nor is one told of that was named before', async () => {
  const webhook = { workspace, conversations: [conversation], changedBy: user }
  const standing = {
    workspace,
    sealed: true,
    private: false,
    archived: false,
    role: 'owner' as const,
    reads: true,
    member: undefined,
  }
  expect(await hears({ standing: async () => standing }, webhook, conversation)).toBe(false)
  expect(await hears({ standing: async () => ({ ...standing, sealed: false }) }, webhook, conversation)).toBe(
    true,
  )
})
