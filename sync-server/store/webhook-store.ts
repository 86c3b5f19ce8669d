/**
 * Webhooks of workspaces, and what waits to be told to them. What happens in a log is read from the log, behind a cursor that
 * moves with what is queued of it; what happens in the directory is noted in the transaction that does it. So nothing that
 * was committed is missed, and nothing is queued twice. No text lies in the queue: it is read when it is sent.
 */
import type { Millis } from '../../core/base/clock.ts'
import type { Result } from '../../core/base/result.ts'
import type {
  ConversationId,
  DeliveryId,
  OpId,
  UserId,
  WebhookId,
  WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { DeliveryState, Pause, WebhookEventType } from '../../core/protocol/webhooks-api.ts'
import type { NotFound } from './directory-store.ts'

export interface WebhookSecrets {
  readonly newest: Uint8Array
  /** Signs too until then. */
  readonly previous: { readonly secret: Uint8Array; readonly until: Millis } | undefined
}

/** What somebody has asked for. */
export interface WebhookWish {
  readonly name: string
  readonly url: string
  readonly events: ReadonlyArray<WebhookEventType>
  readonly conversations: ReadonlyArray<ConversationId>
  /** On whose behalf private conversations are told. */
  readonly changedBy: UserId
}

export interface NewWebhook extends WebhookWish {
  readonly id: WebhookId
  readonly workspace: WorkspaceId
  /** Lie sealed, as the address does, which may hold a secret too. */
  readonly secrets: WebhookSecrets
  readonly created: Millis
}

export interface WebhookRow extends NewWebhook {
  readonly paused: Pause | undefined
  readonly failure: string | undefined
  readonly waiting: number
  readonly dead: number
}

export interface WebhookEvent {
  readonly type: WebhookEventType
  readonly conversation: ConversationId | undefined
  readonly message: OpId | undefined
  /** Who did it, or whom it is about. */
  readonly user: UserId | undefined
  readonly time: Millis
}

export interface NewDelivery {
  readonly id: DeliveryId
  readonly webhook: WebhookId
  readonly event: WebhookEvent
}

export interface Delivery {
  readonly id: DeliveryId
  readonly event: WebhookEvent
  readonly state: DeliveryState
  /** That have failed. */
  readonly attempts: number
  readonly tried: Millis | undefined
  readonly failure: string | undefined
}

/** What the directory has noted. */
export interface Happening {
  readonly row: number
  readonly workspace: WorkspaceId
  readonly event: Omit<WebhookEvent, 'time' | 'message'>
}

/** How an attempt ended. */
export type Attempt =
  | { readonly kind: 'delivered' }
  | { readonly kind: 'withheld' }
  | { readonly kind: 'retry'; readonly failure: string; readonly at: Millis }
  | { readonly kind: 'dead'; readonly failure: string; readonly pause: Pause }

/** More that waits than this is dead at once. */
export const maxWaiting = 10_000
/** Of what is settled the newest are kept, for each webhook. */
export const keptSettled = 1_000

export interface WebhookStore {
  /** What stands in the logs of its workspace by then is not told, if it is the first. */
  readonly add: (webhook: NewWebhook) => Promise<void>
  /** In the order in which they were made. */
  readonly webhooks: (workspace: WorkspaceId) => Promise<ReadonlyArray<WebhookRow>>
  readonly webhook: (workspace: WorkspaceId, id: WebhookId) => Promise<WebhookRow | undefined>
  readonly change: (
    workspace: WorkspaceId,
    id: WebhookId,
    change: WebhookWish & { readonly secrets: WebhookSecrets },
  ) => Promise<Result<void, NotFound>>
  /** What went wrong is forgotten, and what waits is tried at once. */
  readonly pause: (
    workspace: WorkspaceId,
    id: WebhookId,
    paused: Pause | undefined,
  ) => Promise<Result<void, NotFound>>
  /** With all that waits. */
  readonly remove: (workspace: WorkspaceId, id: WebhookId) => Promise<Result<void, NotFound>>

  /** Logs of open conversations with entries that no webhook of their workspace was told of. */
  readonly unheard: (most: number) => Promise<
    ReadonlyArray<{
      readonly conversation: ConversationId
      readonly workspace: WorkspaceId
      readonly after: number
      readonly upTo: number
    }>
  >
  /** The first of them. Not of sealed conversations, nor of people without an account. */
  readonly happenings: (most: number) => Promise<ReadonlyArray<Happening>>
  /** All or nothing, with how far was read. */
  readonly enqueue: (
    deliveries: ReadonlyArray<NewDelivery>,
    read: { readonly conversation: ConversationId; readonly seq: number } | { readonly happening: number },
  ) => Promise<void>

  /** Webhooks that have something to be told now, those that have waited longest first. */
  readonly due: (
    now: Millis,
    most: number,
  ) => Promise<ReadonlyArray<{ readonly workspace: WorkspaceId; readonly webhook: WebhookId }>>
  /** When one is due that is not yet. */
  readonly nextDue: (now: Millis) => Promise<Millis | undefined>
  /** What comes first of what waits. */
  readonly next: (webhook: WebhookId) => Promise<Delivery | undefined>
  readonly settle: (webhook: WebhookId, id: DeliveryId, attempt: Attempt, now: Millis) => Promise<void>

  /** The newest first; `before` is one of them. */
  readonly deliveries: (
    webhook: WebhookId,
    page: {
      readonly state: DeliveryState | undefined
      readonly before: DeliveryId | undefined
      readonly limit: number
    },
  ) => Promise<ReadonlyArray<Delivery>>
  /** As if it had never been tried. `not-found`, too, for what waits. */
  readonly redeliver: (webhook: WebhookId, id: DeliveryId) => Promise<Result<void, NotFound>>
}

export interface NewIncoming {
  readonly conversation: ConversationId
  /** SHA-256 of its token. */
  readonly hash: Uint8Array
}

export interface IncomingRow extends Omit<NewIncoming, 'hash'> {
  /** The bot in whose name it posts. */
  readonly user: UserId
  readonly name: string
  readonly createdBy: UserId
  readonly created: Millis
}

/** They come and go with their bots (`BotStore`). */
export interface IncomingStore {
  readonly list: (workspace: WorkspaceId) => Promise<ReadonlyArray<IncomingRow>>
  readonly byHash: (hash: Uint8Array) => Promise<Pick<IncomingRow, 'user' | 'conversation'> | undefined>
}
