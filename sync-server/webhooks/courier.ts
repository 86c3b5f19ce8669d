/**
 * Brings what waits to where it is told: for each webhook one after the other, each webhook by itself. What fails is tried again for a
 * day, and holds up what waits behind it; then it is given up, and the webhook is paused until somebody has looked at it.
 */
import type { Clock } from '../../core/base/clock.ts'
import { millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import type { WebhookId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Audit } from '../audit/audit.ts'
import { type Chore, createChore } from '../chore.ts'
import type { Logger } from '../logger.ts'
import type { Tallies } from '../metrics/tallies.ts'
import { StoreTrouble } from '../store/store.ts'
import type { Attempt, Delivery, WebhookRow, WebhookStore } from '../store/webhook-store.ts'
import { type ComposeDeps, composeBody } from './compose.ts'
import { retryDelay } from './retry.ts'
import { failureText, type Send, type SendFailure } from './send.ts'
import { signedHeaders, signingSecrets } from './sign.ts'

export interface CourierDeps extends Omit<ComposeDeps, 'store'> {
  readonly store: ComposeDeps['store'] & { readonly webhooks: WebhookStore }
  readonly send: Send
  readonly audit: Audit
  readonly tallies: Pick<Tallies, 'webhookDeliveries'>
  readonly clock: Clock
  readonly random: Random
  readonly log: Logger
}

const soonMs = 20
const retryMs = 5_000
/** Requests under way: a receiver that is slow holds one of them for seconds. */
const maxUnderWay = 100
const gone = 410

interface Due {
  readonly workspace: WorkspaceId
  readonly webhook: WebhookId
}

/** Begins with what waits. To be asked when there is more. */
export function createCourier(deps: CourierDeps): Chore {
  const { store, clock, log } = deps
  const underWay = new Map<WebhookId, Promise<void>>()
  const end = new AbortController()
  let isInTrouble = false
  const begin = async (due: Due): Promise<void> => {
    try {
      while (!end.signal.aborted && (await deliverNext(deps, due, end.signal)));
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      log.error({ error }, 'a webhook has to wait: the store is in trouble')
      isInTrouble = true
    } finally {
      underWay.delete(due.webhook)
      chore.ask()
    }
  }
  const chore = createChore({
    clock,
    log,
    trouble: 'webhooks have to wait: the store is in trouble',
    soonMs,
    retryMs,
    run: async (isStopped) => {
      if (isInTrouble) {
        isInTrouble = false
        return retryMs
      }
      const now = clock.now()
      for (const due of await store.webhooks.due(now, maxUnderWay)) {
        if (isStopped() || underWay.size >= maxUnderWay) break
        if (!underWay.has(due.webhook)) underWay.set(due.webhook, begin(due))
      }
      const next = await store.webhooks.nextDue(now)
      return next === undefined ? undefined : millis(next - now)
    },
  })
  return {
    ask: chore.ask,
    stop: async () => {
      end.abort()
      await chore.stop()
      await Promise.all(underWay.values())
    },
  }
}

/** False if nothing is to follow now. */
async function deliverNext(
  deps: CourierDeps,
  { workspace, webhook: id }: Due,
  signal: AbortSignal,
): Promise<boolean> {
  const { store, clock, tallies } = deps
  const [webhook, delivery] = [await store.webhooks.webhook(workspace, id), await store.webhooks.next(id)]
  if (webhook === undefined || webhook.paused !== undefined || delivery === undefined) return false
  const attempt = await attemptOf(deps, webhook, delivery, signal)
  if (attempt === undefined) return false
  await store.webhooks.settle(id, delivery.id, attempt, clock.now())
  tallies.webhookDeliveries[attempt.kind]++
  if (attempt.kind === 'dead') await tellPaused(deps, webhook, attempt)
  return attempt.kind === 'delivered' || attempt.kind === 'withheld'
}

/** Undefined if the relay stopped meanwhile: it is sent again, under the same id. */
async function attemptOf(
  deps: CourierDeps,
  webhook: WebhookRow,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<Attempt | undefined> {
  const { clock, random, send } = deps
  const body = await composeBody(deps, webhook, delivery)
  if (body === undefined) return { kind: 'withheld' }
  const now = clock.now()
  const headers = signedHeaders(delivery.id, body, signingSecrets(webhook.secrets, now), now)
  const sent = await send({ url: webhook.url, headers, body, signal })
  if (sent.ok) return { kind: 'delivered' }
  if (sent.failure.kind === 'stopped') return undefined
  const failure = failureText(sent.failure)
  if (sent.failure.kind === 'status' && sent.failure.status === gone)
    return { kind: 'dead', failure, pause: 'gone' }
  const wait = retryDelay(delivery.attempts + 1, random, askedBy(sent.failure))
  return wait === undefined
    ? { kind: 'dead', failure, pause: 'failing' }
    : { kind: 'retry', failure, at: millis(clock.now() + wait) }
}

const askedBy = (failure: SendFailure): number =>
  failure.kind === 'status' ? (failure.retryAfterMs ?? 0) : 0

const tellPaused = (
  { audit }: CourierDeps,
  { workspace, id }: WebhookRow,
  { pause, failure }: Extract<Attempt, { readonly kind: 'dead' }>,
): Promise<void> =>
  audit.record(workspace, {
    action: 'pauseWebhook',
    user: undefined,
    device: undefined,
    from: 'relay',
    outcome: 'done',
    target: { webhook: id },
    details: { pause, failure },
  })
