/** Queues what happened for the webhooks that want to know. How far it is is stored with what it queued: a crash loses nothing. */
import { type Clock } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import type { Message } from '../../core/conversation/message.ts'
import type { MessageOp } from '../../core/conversation/op.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import { deliveryId, randomId } from '../../core/protocol/ids.ts'
import type { WebhookEventType } from '../../core/protocol/webhooks-api.ts'
import { type Chore, createChore } from '../chore.ts'
import type { Logger } from '../logger.ts'
import { type LogStep, stepsOf } from '../messages/log-steps.ts'
import type { Store } from '../store/store.ts'
import type { NewDelivery, WebhookEvent, WebhookRow } from '../store/webhook-store.ts'
import { hears, wants } from './hears.ts'
import type { MessageLookup } from './message-lookup.ts'

export interface TellerDeps {
  readonly store: Pick<Store, 'logs' | 'webhooks' | 'conversations' | 'identity'>
  readonly lookUp: MessageLookup
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
  /** Something waits to be sent. */
  readonly queued: () => void
}

/** After the rules of the workspace have had their turn (moderation/watch.ts). */
const gatherMs = 400
const retryMs = 5_000
const atOnce = 100
const bounds = { maxBytes: 65_536, maxEntries: 200 }
/** What the gateway writes of long ago is history that an import brings. */
const historyMs = 5 * 60_000

/** Begins with what happened before it was started. To be asked at each commit, and when a directory changes. */
export const createTeller = (deps: TellerDeps): Chore =>
  createChore({
    clock: deps.clock,
    log: deps.log,
    trouble: 'webhooks hear nothing: the store is in trouble',
    soonMs: gatherMs,
    retryMs,
    run: async (isStopped) => {
      const { webhooks } = deps.store
      const happenings = await webhooks.happenings(atOnce)
      for (const { row, workspace, event } of happenings) {
        if (isStopped()) return undefined
        // What it was about is gone.
        const isGone = event.conversation === undefined && event.user === undefined
        const told = { ...event, message: undefined, time: deps.clock.now() }
        const wanting = isGone ? [] : await wantedBy(deps, await webhooks.webhooks(workspace), told)
        await webhooks.enqueue(wanting, { happening: row })
      }
      const unheard = await webhooks.unheard(atOnce)
      for (const each of unheard) {
        if (isStopped()) return undefined
        await readLog(deps, each)
      }
      if (happenings.length + unheard.length === 0) return undefined
      deps.queued()
      return gatherMs
    },
  })

const deliveryOf = (random: Random, { id: webhook }: WebhookRow, event: WebhookEvent): NewDelivery => ({
  id: randomId(deliveryId, random),
  webhook,
  event,
})

async function wantedBy(
  { store, random }: TellerDeps,
  webhooks: ReadonlyArray<WebhookRow>,
  event: WebhookEvent,
): Promise<ReadonlyArray<NewDelivery>> {
  const deliveries: Array<NewDelivery> = []
  for (const webhook of webhooks) {
    if (await wants(store.conversations, webhook, event)) deliveries.push(deliveryOf(random, webhook, event))
  }
  return deliveries
}

type Unheard = Awaited<ReturnType<TellerDeps['store']['webhooks']['unheard']>>[number]

async function readLog(deps: TellerDeps, { conversation, workspace, after, upTo }: Unheard): Promise<void> {
  const { store, random } = deps
  const { webhooks, logs } = store
  const all = await webhooks.webhooks(workspace)
  const hearing: Array<WebhookRow> = []
  for (const webhook of all)
    if (await hears(store.conversations, webhook, conversation)) hearing.push(webhook)
  const range = { segment: undefined, after, upTo }
  const entries = hearing.length === 0 ? [] : await logs.entries(conversation, range, bounds)
  for (const entry of entries) {
    const events = await eventsOf(deps, conversation, entry)
    const deliveries = events.flatMap((event) =>
      hearing
        .filter((webhook) => webhook.events.includes(event.type))
        .map((webhook) => deliveryOf(random, webhook, event)),
    )
    await webhooks.enqueue(deliveries, { conversation, seq: entry.seq })
  }
  if (entries.length === 0) await webhooks.enqueue([], { conversation, seq: upTo })
}

type OpStep = Extract<LogStep, { readonly kind: 'op' }>

/** What an entry has changed of messages, as far as it shows: an op that counts for nothing is no event. */
async function eventsOf(
  { store, lookUp }: TellerDeps,
  conversation: Unheard['conversation'],
  entry: LoggedEntry,
): Promise<ReadonlyArray<WebhookEvent>> {
  const head = decodeEntry(entry.bytes)
  const isGateway = head.ok && head.value.device === store.identity.gatewayDevice
  const steps = stepsOf(entry).filter(
    (step): step is OpStep => step.kind === 'op' && !(isGateway && step.op.at.time < entry.time - historyMs),
  )
  const events: Array<WebhookEvent> = []
  for (const { op } of steps) {
    const id = op.kind === 'post' ? op.id : op.target
    const message = await lookUp(conversation, id, op.by)
    const type = message && typeOf(op, message)
    if (type !== undefined) {
      events.push({ type, conversation, message: id, user: op.by, time: entry.time })
    }
  }
  return events
}

function typeOf(op: MessageOp, { author, redacted, masked }: Message): WebhookEventType | undefined {
  if (op.kind === 'redact') return redacted ? 'message.deleted' : undefined
  if (redacted) return undefined
  switch (op.kind) {
    case 'post':
      return author === op.by ? 'message.posted' : undefined
    case 'edit':
      return author === op.by ? 'message.edited' : undefined
    case 'mask':
      return masked === true ? 'message.edited' : undefined
    case 'react':
      return 'message.reaction'
    case 'pin':
      return undefined
  }
}
