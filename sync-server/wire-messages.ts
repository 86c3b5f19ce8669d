/** Messages of open conversations, and the doors that lead to them. */
import { setTimeout } from 'node:timers/promises'
import type { Logger as PinoLogger } from 'pino'
import type { Clock } from '../core/base/clock.ts'
import type { Random } from '../core/base/random.ts'
import type { AttachmentId, UserId } from '../core/protocol/ids.ts'
import type { Audit } from './audit/audit.ts'
import type { RelayConfig } from './config.ts'
import type { Authenticate } from './identity/access-tokens.ts'
import { createThrottle, type Throttle } from './identity/throttle.ts'
import { createJsonGateway, type JsonGateway } from './json-gateway/gateway.ts'
import { createConversationReader } from './messages/conversation-reader.ts'
import { createMessageAccess } from './messages/access.ts'
import { type Background, createBackground } from './messages/background.ts'
import { createGatewayWriter, type GatewayWriter } from './messages/gateway-writer.ts'
import type { Draft, Judgement } from './messages/message-writes.ts'
import { createMessages } from './messages/create-messages.ts'
import type { Messages } from './messages/messages.ts'
import { createProjection } from './messages/projection.ts'
import type { Tallies } from './metrics/tallies.ts'
import type { Relay } from './relay/relay.ts'
import type { Store } from './store/store.ts'
import { createMessageLookup, type MessageLookup } from './webhooks/message-lookup.ts'

/** Frames of one user a minute that send no message. */
const gatewayFramesPerMinute = 600
const gatewayEntrancesPerMinute = 120
const maxGatewaySockets = 50
/** Between the batches that are read in the background. */
const restMs = 6

export interface MessageParts {
  readonly messages: Messages
  readonly gateway: JsonGateway
  readonly background: Background
  readonly writer: GatewayWriter
  readonly lookUp: MessageLookup
}

export interface MessageWorld {
  readonly store: Store
  readonly clock: Clock
  readonly random: Random
}

export interface MessageWires {
  readonly relay: Relay
  readonly authenticate: Authenticate
  readonly guesses: Throttle
  readonly judge: (draft: Draft) => Promise<Judgement>
  readonly dropFile: (user: UserId, file: AttachmentId) => Promise<unknown>
  readonly audit: Audit
  readonly tallies: Tallies
  readonly log: PinoLogger
}

export function wireMessages(
  config: RelayConfig,
  { store, clock, random }: MessageWorld,
  wires: MessageWires,
): MessageParts {
  const { relay, judge, dropFile, log } = wires
  const access = createMessageAccess(store)
  const writer = createGatewayWriter({ store, relay, random })
  const projection = createProjection({
    store,
    clock,
    soon: (run) => void setImmediate(run),
    onForgotten: relay.forget,
    onNews: (conversation, changes) => gateway.news(conversation, changes),
  })
  const messages = createMessages({
    store,
    access,
    projection,
    relay,
    writer,
    clock,
    random,
    judge,
    dropFile,
  })
  const gateway = createJsonGateway({
    ...wires,
    store,
    accounts: store.accounts,
    messages,
    access,
    workspaceOf: store.conversations.workspaceOf,
    projection,
    clock,
    random,
    rates: {
      messages: createThrottle(config.rates.roomMessages, clock),
      frames: createThrottle(gatewayFramesPerMinute, clock),
    },
    entrances: createThrottle(gatewayEntrancesPerMinute, clock),
    maxSockets: maxGatewaySockets,
    origins: new Set(config.allowedOrigins),
  })
  const background = createBackground({
    store: store.messages,
    projection,
    rest: () => setTimeout(restMs),
    clock,
    log,
  })
  relay.follow((commits) => {
    background.committed()
    gateway.committed(commits)
  })
  const reader = createConversationReader({ store, access, projection, clock })
  const lookUp = createMessageLookup({ projection, reader })
  return { messages, gateway, background, writer, lookUp }
}
