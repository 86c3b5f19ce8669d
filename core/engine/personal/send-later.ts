/**
 * Sends what a person has scheduled once it is due, on whichever of their devices is on. Rules PS13 to PS16, PS26 and PS27 in core/sync/SPEC.md.
 *
 * A device sends only while it knows all that the others have said: else it might send what was taken back or sent elsewhere
 * while it was offline, and nobody would hear of it sooner for it. Two that are on at the same moment both send it; they post it
 * under one id by one author, which is one message (RE1). What has files is sent by the device that has them.
 */
import { type Clock, type Millis, millis } from '../../base/clock.ts'
import { ok, type Result } from '../../base/result.ts'
import type { Attachment } from '../../conversation/op.ts'
import type { ConversationId, OpId, WorkspaceId } from '../../protocol/ids.ts'
import type { OpenConversation, PostDetails } from '../engine.ts'
import type { SendFailure } from '../send-failure.ts'
import { isMissed, readScheduled, type ScheduledMessage, scheduledKey } from './scheduled.ts'
import type { ScheduledFiles } from './scheduled-files.ts'
import type { Settings } from './settings.ts'

export interface SendLaterDeps {
  readonly clock: Clock
  readonly workspaces: () => ReadonlyArray<WorkspaceId>
  readonly settings: (workspace: WorkspaceId) => Settings
  /** Whether all that this person's devices have set there is known here. */
  readonly isCurrent: (workspace: WorkspaceId) => boolean
  readonly open: (conversation: ConversationId) => Pick<OpenConversation, 'post' | 'close'> | undefined
  readonly files: ScheduledFiles
}

export interface SendLater {
  /** To be called when workspaces, settings or connection are others. */
  readonly look: () => void
  readonly close: () => void
}

/** The longest that a timer is trusted, for the wall clock may be set; and how long what failed is left alone. */
const longestMs = 30_000

interface Core extends SendLaterDeps {
  readonly sending: Set<OpId>
  /** Not to be tried before then. */
  readonly waiting: Map<OpId, Millis>
  cancel: (() => void) | undefined
  isClosed: boolean
}

export function createSendLater(deps: SendLaterDeps): SendLater {
  const core: Core = {
    ...deps,
    sending: new Set(),
    waiting: new Map(),
    cancel: undefined,
    isClosed: false,
  }
  return {
    look: () => look(core),
    close: () => {
      core.isClosed = true
      core.cancel?.()
    },
  }
}

function look(core: Core): void {
  if (core.isClosed) return
  core.cancel?.()
  core.cancel = undefined
  const now = core.clock.now()
  let next: number = Number.POSITIVE_INFINITY
  for (const workspace of core.workspaces()) {
    const { all } = core.settings(workspace)
    for (const scheduled of readScheduled(all.read())) {
      if (core.sending.has(scheduled.message) || isMissed(scheduled, now)) continue
      const due = Math.max(scheduled.at, core.waiting.get(scheduled.message) ?? 0)
      if (due > now) next = Math.min(next, due)
      else if (core.isCurrent(workspace)) void send(core, workspace, scheduled)
    }
  }
  if (next === Number.POSITIVE_INFINITY) return
  core.cancel = core.clock.after(millis(Math.min(longestMs, next - now)), () => look(core))
}

async function send(core: Core, workspace: WorkspaceId, scheduled: ScheduledMessage): Promise<void> {
  const { message, files = [] } = scheduled
  core.sending.add(message)
  const posted = await post(core, scheduled)
  const { all, set } = core.settings(workspace)
  // Posted and not taken off the list, as after a crash, it is posted again under the same id: nothing happens then.
  if (posted?.ok === true) {
    if (all.read().has(scheduledKey(message))) await set(scheduledKey(message), undefined)
    if (files.length > 0) {
      const ids = files.map(({ id }) => id)
      await core.files.forget(message, ids)
    }
  } else core.waiting.set(message, millis(core.clock.now() + longestMs))
  core.sending.delete(message)
  look(core)
}

/** Undefined where it cannot be sent from here now: its conversation is not here, or its files are not. */
async function post(
  core: Core,
  scheduled: ScheduledMessage,
): Promise<Result<unknown, SendFailure> | undefined> {
  const { message, conversation, text, files } = scheduled
  const attachments = files && (await core.files.read(files.map(({ id }) => id)))
  const opened = files !== undefined && attachments === undefined ? undefined : core.open(conversation)
  if (opened === undefined) return undefined
  const begun = attachments === undefined ? { wasBegun: false } : await core.files.begin(message)
  const posted = begun && (await opened.post(text, detailsOf(scheduled, attachments)))
  opened.close()
  const isGone =
    posted?.ok === false && posted.failure.kind === 'file' && posted.failure.failure.kind === 'cancelled'
  // Main has given the files to a message that is durable: the app ended before this one went off the list.
  return isGone && begun?.wasBegun === true ? ok(undefined) : posted
}

const detailsOf = (
  scheduled: ScheduledMessage,
  attachments: ReadonlyArray<Attachment> | undefined,
): PostDetails => {
  const { message, mentions, thread, alsoInChannel, replyTo, preview } = scheduled
  return {
    id: message,
    ...(mentions.length > 0 && { mentions }),
    ...(thread !== undefined && { thread }),
    ...(alsoInChannel && { alsoInChannel }),
    ...(replyTo !== undefined && { replyTo }),
    ...(preview !== undefined && { preview }),
    ...(attachments !== undefined && { attachments }),
  }
}
