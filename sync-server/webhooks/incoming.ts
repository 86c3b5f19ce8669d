/**
 * Incoming webhooks: an address that says something in one conversation. Each is a bot that has no token but this one; what it posts goes
 * through the same checks, rules and limits as what anybody sends.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { Random } from '../../core/base/random.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Message } from '../../core/conversation/message.ts'
import type { ConversationId, DeviceId, OpId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { webhookPaths } from '../../core/protocol/webhooks-api.ts'
import type { Access, Forbidden, Sealed } from '../access/access.ts'
import type { Bots } from '../bots/bots.ts'
import { type AccessGrant, hashToken } from '../identity/access-tokens.ts'
import type { MessageFailure, Messages } from '../messages/messages.ts'
import type { PeopleQuota } from '../quotas/quotas.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { IncomingRow, IncomingStore } from '../store/webhook-store.ts'

type Refused = NotFound | Forbidden
type In = WorkspaceId

export interface Incoming {
  readonly create: (
    user: UserId,
    workspace: In,
    wish: { readonly name: string; readonly conversation: ConversationId },
  ) => Promise<Result<{ readonly id: UserId; readonly url: string }, Refused | Sealed | PeopleQuota>>
  /** Their conversations as far as the user may read them. */
  readonly list: (
    user: UserId,
    workspace: In,
  ) => Promise<
    Result<
      ReadonlyArray<
        Omit<IncomingRow, 'conversation'> & { readonly conversation: ConversationId | undefined }
      >,
      Refused
    >
  >
  readonly remove: (user: UserId, workspace: In, id: UserId) => Promise<Result<void, Refused>>
  /** Whoever has the address. */
  readonly admit: (token: string) => Promise<AccessGrant | undefined>
  readonly post: (user: UserId, token: string, said: Said) => Promise<Result<Message, MessageFailure>>
}

export interface Said {
  readonly text: string
  readonly username?: string | undefined
  readonly thread?: OpId | undefined
  readonly key?: string | undefined
}

export interface IncomingDeps {
  readonly store: IncomingStore
  readonly access: Access
  readonly bots: Pick<Bots, 'create' | 'remove'>
  readonly messages: Pick<Messages, 'send'>
  /** Writes what is posted. */
  readonly gatewayDevice: DeviceId
  readonly url: () => string
  readonly clock: Pick<Clock, 'now'>
  readonly random: Random
}

const tokenBytes = 32
const tokenForm = /^[A-Za-z0-9_-]{43}$/
/** What an address opens is open from one request to the next. */
const grantMs = 60_000

export function createIncoming(deps: IncomingDeps): Incoming {
  const { store, access, bots, messages, gatewayDevice, clock } = deps
  const find = async (token: string) => (tokenForm.test(token) ? store.byHash(hashToken(token)) : undefined)
  return {
    create: (user, workspace, wish) => create(deps, user, workspace, wish),
    list: async (user, workspace) => {
      const role = await access.inWorkspace(user, workspace, 'workspace.integrate')
      if (!role.ok) return role
      const rows = await store.list(workspace)
      const shown = await Promise.all(
        rows.map(async (row) => {
          const read = await access.inConversation(user, row.conversation, 'conversation.read')
          return { ...row, conversation: read.ok ? row.conversation : undefined }
        }),
      )
      return ok(shown)
    },
    remove: async (user, workspace, id) => {
      const role = await access.inWorkspace(user, workspace, 'workspace.integrate')
      if (!role.ok) return role
      const isThere = (await store.list(workspace)).some((each) => each.user === id)
      return isThere ? bots.remove(user, workspace, id) : fail({ kind: 'not-found' })
    },
    admit: async (token) => {
      const found = await find(token)
      const expires = millis(clock.now() + grantMs)
      return found && { user: found.user, device: gatewayDevice, expires, scopes: ['messages:write'] }
    },
    post: async (user, token, { text, username, ...rest }) => {
      const found = await find(token)
      if (found?.user !== user) return fail({ kind: 'not-found' })
      const { thread, key } = rest
      const said = username === undefined || text.trim() === '' ? text : `**${escaped(username)}:** ${text}`
      return messages.send(user, found.conversation, {
        text: said,
        ...(thread && { thread }),
        ...(key !== undefined && { key }),
      })
    },
  }
}

/** A name is a name, whatever it has of Markdown. */
const escaped = (name: string): string => name.replaceAll(/[\\`*_~[\]<>()#!|&]/g, String.raw`\$&`)

async function create(
  { access, bots, url, random }: IncomingDeps,
  user: UserId,
  workspace: In,
  { name, conversation }: { readonly name: string; readonly conversation: ConversationId },
): ReturnType<Incoming['create']> {
  const role = await access.inWorkspace(user, workspace, 'workspace.integrate')
  if (!role.ok) return role
  const place = await access.inConversation(user, conversation, 'message.send')
  if (!place.ok) return place
  if (place.value.workspace !== workspace) return fail({ kind: 'not-found' })
  const username = `hook-${Buffer.from(random.bytes(8)).toString('hex')}`
  const token = Buffer.from(random.bytes(tokenBytes)).toString('base64url')
  const hash = hashToken(token)
  const made = await bots.create(user, workspace, { username, displayName: name }, { conversation, hash })
  if (!made.ok)
    return made.failure.kind === 'username-taken' ? fail({ kind: 'not-found' }) : fail(made.failure)
  return ok({ id: made.value, url: url() + webhookPaths.post(token) })
}
