/** How what is in the composer becomes a message: now, later, or in place of another one. */
import { useState } from 'react'
import type { Millis } from '../../../core/base/clock.ts'
import { fail, type Result } from '../../../core/base/result.ts'
import type { LinkPreview } from '../../../core/conversation/op.ts'
import type { PostDetails } from '../../../core/engine/engine.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { losesPreview, type ScheduledMessage } from '../../../core/engine/personal/scheduled.ts'
import type { DeviceId, OpId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { attachmentsOf } from '../attachments/file-drafts.ts'
import type { FileDraft } from '../attachments/file-drafts.ts'
import type { ComposerFiles } from '../attachments/use-composer-files.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { momentText } from '../../ui/times.ts'
import { newMessageId, useScheduling } from '../later/use-scheduled.ts'
import { words as laterWords } from '../later/words.ts'
import type { ComposerMode } from './composer-mode.ts'
import { tooLongFor } from './message-limit.ts'
import type { ComposerText } from './use-composer-text.ts'
import type { AskPeople } from './use-people.ts'
import { type Preparing, usePrepare } from './use-prepare.ts'
import type { Slash } from './use-slash.ts'
import { sendFailureText } from './words.ts'
import { useWish } from './use-wish.ts'
import type { WrittenMessage } from './written-message.ts'

export interface SendingDeps {
  readonly model: ConversationModel
  readonly workspace: WorkspaceId
  readonly mode: ComposerMode
  readonly setProblem: (failure: SendFailure | undefined) => void
  readonly about: PostDetails | undefined
  readonly onSent: (() => void) | undefined
  readonly text: ComposerText
  readonly files: ComposerFiles
  readonly slash: Slash
  readonly askPeople: AskPeople
  readonly preview: LinkPreview | undefined
  /** How many characters a message may have here. */
  readonly longest: number
}

export interface Sending {
  /** It was asked for while a file was still read: it is sent once that is done, unless the person changes it. */
  readonly isAwaited: boolean
  readonly isSendable: boolean
  /** The new text of a message is on its way to the disk: what is typed meanwhile would go with the box. */
  readonly isSaving: boolean
  readonly send: () => Promise<void>
  /** Resolves to why it could not be kept, in words; then what was written stands in the box again. */
  readonly sendLater: (at: Millis) => Promise<string | undefined>
  /** Why what is written cannot be sent later. */
  readonly whyNotLater: 'empty' | 'files' | undefined
  readonly laterProblem: string | undefined
  readonly question: Preparing['question']
  readonly forget: () => void
}

export function useSending(given: SendingDeps): Sending {
  const { model, mode, text, files } = given
  const { modes, clock } = usePage()
  const { self: user } = usePerson().engine
  const made = (message: OpId, newText: string): void => {
    const others = modes.made.read().filter((edit) => edit.message !== message)
    const { id: conversation, root } = model
    modes.made.write([...others, { user, conversation, root, message, text: newText, at: clock.now() }])
  }
  const deps = { ...given, made }
  const { prepare, question } = usePrepare()
  const [laterProblem, setLaterProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)
  const sendLater = useSendLater(deps, prepare)
  const isEmpty = text.text.trim() === ''
  const hasFiles = files.all.length > 0
  const isSendable = mode.kind === 'edit' ? !isEmpty : files.isReady && (!isEmpty || hasFiles)
  const wish = useWish(files, mode, isSendable, () => void send(deps, prepare))
  return {
    isAwaited: wish.isHeld,
    isSendable,
    isSaving,
    send: async () => {
      if (isSaving) return
      setSaving(isSendable && mode.kind === 'edit')
      if (isSendable) await send(deps, prepare).finally(() => setSaving(false))
      else if (mode.kind !== 'edit') wish.hold()
    },
    sendLater: async (at) => {
      const problem = await sendLater(at)
      setLaterProblem(problem)
      return problem
    },
    whyNotLater: isSendable ? undefined : hasFiles ? 'files' : 'empty',
    laterProblem,
    question,
    forget: () => {
      setLaterProblem(undefined)
      files.forget()
      wish.drop()
    },
  }
}

/** `made`: the message has this text now; it lies in the journal. */
type WithMade = SendingDeps & { readonly made: (message: OpId, text: string) => void }

async function send(deps: WithMade, prepare: Preparing['prepare']): Promise<void> {
  const { mode, setProblem, about, onSent, text, files, slash, askPeople, preview } = deps
  if (mode.kind === 'edit') return change(deps, prepare, mode)
  const said = files.all.length > 0 ? text.text : slash.message(text.text)
  if (said === undefined) return
  setProblem(undefined)
  const taken = takeAll(deps)
  const post = async (): Promise<Result<OpId, SendFailure> | undefined> => {
    const written = await prepare(said, askPeople, undefined)
    const attachments = attachmentsOf(taken.attached)
    const details = {
      ...about,
      ...(attachments.length > 0 && { attachments }),
      ...(preview !== undefined && { preview }),
    }
    return written && submit(deps, written, details)
  }
  const result = await post().catch(taken.failed)
  if (result?.ok) {
    onSent?.()
    return taken.sent()
  }
  setProblem(result?.failure)
  taken.giveBack()
}

/** The box keeps the new text until the change is durable: it lies nowhere else. */
async function change(
  deps: WithMade,
  prepare: Preparing['prepare'],
  mode: Extract<ComposerMode, { kind: 'edit' }>,
): Promise<void> {
  const { model, setProblem, text, askPeople } = deps
  const typed = text.take()
  setProblem(undefined)
  const written = await prepare(typed, askPeople, mode.message)
  if (written === undefined) return
  const changed = await submit(deps, written, {})
  if (!changed.ok) return setProblem(changed.failure)
  deps.made(mode.message.id, typed)
  // Who went away meanwhile, came back and goes on with it keeps that.
  if (model.mode.read() === mode && mode.typed.read() === typed) model.mode.write({ kind: 'new' })
}

/** What is out of the composer while it is being sent. To be followed by `sent` or by one of the others. */
interface Taken {
  readonly typed: string
  readonly attached: ReadonlyArray<FileDraft>
  readonly sent: () => void
  readonly giveBack: () => void
  /** A bug on the way costs nothing that was written. */
  readonly failed: (error: unknown) => never
}

function takeAll({ model, mode, text, files }: SendingDeps): Taken {
  const typed = text.take()
  model.mode.write({ kind: 'new' })
  const attached = files.take() ?? []
  const giveBack = (): void => {
    files.giveBack(attached)
    restoreMode(model, mode)
    text.giveBack(typed)
  }
  return {
    typed,
    attached,
    giveBack,
    sent: () => {
      files.sent(attached)
      text.sent(typed)
    },
    failed: (error) => {
      giveBack()
      throw error
    },
  }
}

function useSendLater(deps: SendingDeps, prepare: Preparing['prepare']): Sending['sendLater'] {
  const { model, workspace, mode, about, onSent, text, files, slash, askPeople, preview, longest } = deps
  const {
    toasts,
    files: { later },
  } = usePage()
  const { device } = usePerson().account
  const scheduling = useScheduling(workspace)
  return async (at) => {
    const said = files.all.length > 0 ? text.text : slash.message(text.text)
    if (said === undefined) return undefined
    const taken = takeAll(deps)
    const { typed, attached } = taken
    const refused = (problem: string | undefined): string | undefined => {
      taken.giveBack()
      return problem
    }
    const written = await prepare(said, askPeople, undefined).catch(taken.failed)
    if (written === undefined) return refused(undefined)
    const tooLong = tooLongFor(written, longest)
    if (tooLong !== undefined) return refused(sendFailureText(tooLong))
    const scheduled = {
      message: newMessageId(),
      conversation: model.id,
      ...written,
      thread: model.root,
      alsoInChannel: about?.alsoInChannel === true,
      replyTo: mode.kind === 'reply' ? mode.to.id : undefined,
      preview,
      ...namesOf(attached, device),
      at,
    }
    const problem = await scheduling.put(scheduled).catch(taken.failed)
    if (problem !== undefined) return refused(problem)
    // After it is on the list: should the app end between the two, they are in the composer still.
    if (attached.length > 0 && !(await later.read()?.keep(attachmentsOf(attached)))) {
      scheduling.remove(scheduled)
      return refused(laterWords.notKept)
    }
    onSent?.()
    taken.sent()
    toasts.say({
      text: (attached.length > 0 ? laterWords.scheduledHere : laterWords.scheduled)(momentText(at)),
      undo: () => {
        const isThere = scheduling.has(scheduled) // else it has been sent
        scheduling.remove(scheduled)
        text.giveBack(typed)
        if (!isThere || attached.length === 0) return
        files.giveBack(attached)
        void later.read()?.release(attachmentsOf(attached).map(({ id }) => id))
      },
    })
    if (losesPreview(scheduled)) toasts.say({ text: laterWords.previewLeftOut })
    return undefined
  }
}

/** What other devices know of its files. */
function namesOf(
  attached: ReadonlyArray<FileDraft>,
  device: DeviceId,
): Pick<ScheduledMessage, 'files' | 'device'> {
  const files = attachmentsOf(attached).map(({ id, name, type, size }) => ({ id, name, type, size }))
  return files.length > 0 ? { files, device } : {}
}

/** As it was before it was sent, unless the person has begun something else since. */
function restoreMode({ mode }: ConversationModel, before: ComposerMode): void {
  if (mode.read().kind === 'new') mode.write(before)
}

async function submit(
  { model: { open }, mode, longest }: SendingDeps,
  { text, mentions }: Pick<WrittenMessage, 'text' | 'mentions'>,
  details: PostDetails,
): Promise<Result<OpId, SendFailure>> {
  // The relay would take it from the app's hands, and then take it back.
  const tooLong = tooLongFor({ text }, longest)
  if (tooLong !== undefined) return fail(tooLong)
  const about = { ...details, ...(mentions.length > 0 && { mentions }) }
  switch (mode.kind) {
    case 'new':
      return open.post(text, about)
    case 'reply':
      return open.post(text, { ...about, replyTo: mode.to.id })
    case 'edit':
      return open.edit(mode.message.id, text, mentions)
  }
}
