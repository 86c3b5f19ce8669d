/** Webhooks, outgoing and incoming: a part of the composition root. */
import { lookup } from 'node:dns/promises'
import type { Logger as PinoLogger } from 'pino'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import type { Access } from './access/access.ts'
import type { Audit } from './audit/audit.ts'
import type { Bots } from './bots/bots.ts'
import type { RelayConfig } from './config.ts'
import { messageToAnswer } from './http/message-answers.ts'
import type { Messages } from './messages/messages.ts'
import type { Tallies } from './metrics/tallies.ts'
import type { Relay } from './relay/relay.ts'
import type { Store } from './store/store.ts'
import { createAddressRules } from './webhooks/addresses.ts'
import { createCourier } from './webhooks/courier.ts'
import { createIncoming, type Incoming } from './webhooks/incoming.ts'
import type { MessageLookup } from './webhooks/message-lookup.ts'
import { createSend } from './webhooks/send.ts'
import { createTeller } from './webhooks/teller.ts'
import { createWebhooks, type Webhooks } from './webhooks/webhooks.ts'

export interface WebhookParts {
  readonly webhooks: Webhooks
  readonly incoming: Incoming
  /** To be called when a directory has changed. */
  readonly directoryChanged: () => void
  /** Resolves once nothing is under way; what waits is sent after the next start. */
  readonly stop: () => Promise<void>
}

export interface WebhookWorld {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
  readonly log: PinoLogger
  readonly url: () => string
}

export interface WebhookWires {
  readonly relay: Pick<Relay, 'follow'>
  readonly messages: Messages
  readonly lookUp: MessageLookup
  readonly access: Access
  readonly bots: Bots
  readonly audit: Audit
  readonly tallies: Tallies
}

export function wireWebhooks(
  { webhookHosts }: Pick<RelayConfig, 'webhookHosts'>,
  { store, clock, random, log, url }: WebhookWorld,
  { relay, messages, lookUp, access, bots, audit, tallies }: WebhookWires,
): WebhookParts {
  const rules = createAddressRules(webhookHosts)
  const resolve = (host: string) => lookup(host, { all: true })
  const send = createSend({ rules, resolve, clock })
  const shared = { store, lookUp, clock, random, log }
  const courier = createCourier({ ...shared, send, audit, tallies, show: messageToAnswer })
  const teller = createTeller({ ...shared, queued: courier.ask })
  relay.follow(teller.ask)
  return {
    webhooks: createWebhooks({
      store: store.webhooks,
      access,
      rules,
      send,
      clock,
      random,
      queued: courier.ask,
    }),
    incoming: createIncoming({
      store: store.incoming,
      access,
      bots,
      messages,
      gatewayDevice: store.identity.gatewayDevice,
      url,
      clock,
      random,
    }),
    directoryChanged: teller.ask,
    stop: async () => {
      await teller.stop()
      await courier.stop()
    },
  }
}
