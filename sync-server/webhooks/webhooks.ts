/** Webhooks of workspaces, for those who may integrate. Rules WH* of SPEC.md. */
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import {
  type ConversationId,
  type DeliveryId,
  deliveryId,
  randomId,
  type UserId,
  type WebhookId,
  webhookId,
  type WorkspaceId,
} from '../../core/protocol/ids.ts'
import type { Access, Forbidden, Sealed } from '../access/access.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { Delivery, WebhookRow, WebhookStore, WebhookWish } from '../store/webhook-store.ts'
import { type AddressRules, readAddress } from './addresses.ts'
import { failureText, type Send } from './send.ts'
import { secretBytes, secretText, signedHeaders, signingSecrets } from './sign.ts'

type Refused = NotFound | Forbidden
/** One of the conversations, or the address. */
type Unfit =
  | Sealed
  | { readonly kind: 'no-such-conversation' }
  | { readonly kind: 'address'; readonly detail: string }
type In = WorkspaceId
type Wish = Omit<WebhookWish, 'changedBy'>

export interface Webhooks {
  readonly create: (
    user: UserId,
    workspace: In,
    wish: Wish,
  ) => Promise<
    Result<
      { readonly id: WebhookId; readonly secret: string },
      Refused | Unfit | { readonly kind: 'too-many-webhooks' }
    >
  >
  /** Of their conversations those that the user may read. */
  readonly list: (user: UserId, workspace: In) => Promise<Result<ReadonlyArray<WebhookRow>, Refused>>
  /** Whoever changes where it is told, or what of, must be able to read all that it is limited to. */
  readonly update: (
    user: UserId,
    workspace: In,
    id: WebhookId,
    change: Partial<{ readonly [Field in keyof Wish]: Wish[Field] | undefined }> & {
      readonly paused?: boolean | undefined
    },
  ) => Promise<Result<void, Refused | Unfit>>
  /** The one before signs for another day. */
  readonly rotate: (
    user: UserId,
    workspace: In,
    id: WebhookId,
  ) => Promise<Result<{ readonly secret: string; readonly previousUntil: Millis }, Refused>>
  readonly remove: (user: UserId, workspace: In, id: WebhookId) => Promise<Result<void, Refused>>
  /** Sends something that is about nothing, at once and once; answers `delivered` or what went wrong. */
  readonly test: (user: UserId, workspace: In, id: WebhookId) => Promise<Result<string, Refused>>
  readonly deliveries: (
    user: UserId,
    workspace: In,
    id: WebhookId,
    page: Parameters<WebhookStore['deliveries']>[1],
  ) => Promise<Result<{ readonly rows: ReadonlyArray<Delivery>; readonly more: boolean }, Refused>>
  readonly redeliver: (
    user: UserId,
    workspace: In,
    id: WebhookId,
    delivery: DeliveryId,
  ) => Promise<Result<void, Refused>>
}

export interface WebhooksDeps {
  readonly store: WebhookStore
  readonly access: Access
  readonly rules: AddressRules
  readonly send: Send
  readonly clock: Clock
  readonly random: Random
  /** Something waits, or may be sent again. */
  readonly queued: () => void
}

const maxWebhooks = 50
/** For who verifies to take the new secret. */
const previousSignsMs = 24 * 3_600_000

export const createWebhooks = (deps: WebhooksDeps): Webhooks => ({
  create: (user, workspace, wish) => create(deps, user, workspace, wish),
  list: (user, workspace) => list(deps, user, workspace),
  update: (user, workspace, id, change) => update(deps, { user, workspace, id }, change),
  rotate: (user, workspace, id) => rotate(deps, { user, workspace, id }),
  remove: async (user, workspace, id) => {
    const found = await open(deps, { user, workspace, id })
    return found.ok ? deps.store.remove(workspace, id) : found
  },
  test: (user, workspace, id) => test(deps, { user, workspace, id }),
  deliveries: async (user, workspace, id, page) => {
    const found = await open(deps, { user, workspace, id })
    if (!found.ok) return found
    const rows = await deps.store.deliveries(id, { ...page, limit: page.limit + 1 })
    return ok({ rows: rows.slice(0, page.limit), more: rows.length > page.limit })
  },
  redeliver: async (user, workspace, id, delivery) => {
    const found = await open(deps, { user, workspace, id })
    if (!found.ok) return found
    const again = await deps.store.redeliver(id, delivery)
    if (again.ok) deps.queued()
    return again
  },
})

interface Which {
  readonly user: UserId
  readonly workspace: In
  readonly id: WebhookId
}

async function open(
  { access, store }: WebhooksDeps,
  { user, workspace, id }: Which,
): Promise<Result<WebhookRow, Refused>> {
  const role = await access.inWorkspace(user, workspace, 'workspace.integrate')
  if (!role.ok) return role
  const found = await store.webhook(workspace, id)
  return found === undefined ? fail({ kind: 'not-found' }) : ok(found)
}

/** What the relay may tell there, on behalf of this person. */
async function check(
  { access, rules }: WebhooksDeps,
  { user, workspace }: Omit<Which, 'id'>,
  { url, conversations }: Pick<Wish, 'url' | 'conversations'>,
): Promise<Result<void, Unfit>> {
  const address = readAddress(url, rules)
  if (!address.ok) return fail({ kind: 'address', detail: address.failure })
  for (const conversation of conversations) {
    const read = await access.inConversation(user, conversation, 'conversation.read')
    if (!read.ok && read.failure.kind === 'sealed') return fail({ kind: 'sealed' })
    if (!read.ok || read.value.workspace !== workspace) return fail({ kind: 'no-such-conversation' })
  }
  return ok(undefined)
}

async function create(
  deps: WebhooksDeps,
  user: UserId,
  workspace: In,
  wish: Wish,
): ReturnType<Webhooks['create']> {
  const { access, store, clock, random } = deps
  const role = await access.inWorkspace(user, workspace, 'workspace.integrate')
  if (!role.ok) return role
  const fits = await check(deps, { user, workspace }, wish)
  if (!fits.ok) return fits
  if ((await store.webhooks(workspace)).length >= maxWebhooks) return fail({ kind: 'too-many-webhooks' })
  const id = randomId(webhookId, random)
  const newest = random.bytes(secretBytes)
  const secrets = { newest, previous: undefined }
  await store.add({ ...wish, id, workspace, secrets, changedBy: user, created: clock.now() })
  return ok({ id, secret: secretText(newest) })
}

async function list(
  { access, store }: WebhooksDeps,
  user: UserId,
  workspace: In,
): ReturnType<Webhooks['list']> {
  const role = await access.inWorkspace(user, workspace, 'workspace.integrate')
  if (!role.ok) return role
  const rows: Array<WebhookRow> = []
  for (const row of await store.webhooks(workspace)) {
    const conversations: Array<ConversationId> = []
    for (const each of row.conversations) {
      if ((await access.inConversation(user, each, 'conversation.read')).ok) conversations.push(each)
    }
    rows.push({ ...row, conversations })
  }
  return ok(rows)
}

async function update(
  deps: WebhooksDeps,
  which: Which,
  { paused, ...change }: Parameters<Webhooks['update']>[3],
): ReturnType<Webhooks['update']> {
  const { store, queued } = deps
  const { user, workspace, id } = which
  const found = await open(deps, which)
  if (!found.ok) return found
  const { name, url, events, conversations, secrets, changedBy } = found.value
  const wish = {
    name: change.name ?? name,
    url: change.url ?? url,
    events: change.events ?? events,
    conversations: change.conversations ?? conversations,
  }
  const isMere = change.url === undefined && change.events === undefined && change.conversations === undefined
  const fits = isMere ? ok(undefined) : await check(deps, which, wish)
  if (!fits.ok) return fits
  const changed = await store.change(workspace, id, {
    ...wish,
    secrets,
    changedBy: isMere ? changedBy : user,
  })
  if (!changed.ok || paused === undefined) return changed
  const done = await store.pause(workspace, id, paused ? 'by-hand' : undefined)
  queued()
  return done
}

async function rotate(deps: WebhooksDeps, which: Which): ReturnType<Webhooks['rotate']> {
  const { store, clock, random } = deps
  const found = await open(deps, which)
  if (!found.ok) return found
  const newest = random.bytes(secretBytes)
  const until = millis(clock.now() + previousSignsMs)
  const secrets = { newest, previous: { secret: found.value.secrets.newest, until } }
  const changed = await store.change(which.workspace, which.id, { ...found.value, secrets })
  return changed.ok ? ok({ secret: secretText(newest), previousUntil: until }) : changed
}

async function test(deps: WebhooksDeps, which: Which): ReturnType<Webhooks['test']> {
  const { clock, random, send } = deps
  const found = await open(deps, which)
  if (!found.ok) return found
  const { url, secrets } = found.value
  const [id, now] = [randomId(deliveryId, random), clock.now()]
  const timestamp = new Date(now).toISOString()
  const data = { workspace: which.workspace, webhook: which.id }
  const body = JSON.stringify({ id, type: 'webhook.test', timestamp, data })
  const headers = signedHeaders(id, body, signingSecrets(secrets, now), now)
  const sent = await send({ url, headers, body, signal: new AbortController().signal })
  return ok(sent.ok ? 'delivered' : failureText(sent.failure))
}
