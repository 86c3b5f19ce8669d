import { SendHorizontal } from 'lucide-react'
import { type JSX, type KeyboardEvent, type ReactNode, type RefObject, useId, useRef } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import type { PostDetails } from '../../../core/engine/engine.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { AttachButtons, DraftFiles } from '../attachments/composer-files.tsx'
import { type ComposerFiles, useComposerFiles } from '../attachments/use-composer-files.ts'
import { SendLaterButton } from '../later/send-later-button.tsx'
import { AskAllDialog } from '../everyone/late.ts'
import { mayHaveMarks } from '../markup/may-have-marks.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import type { Command } from './commands.ts'
import { CompletionList } from './completion-list.tsx'
import styles from './composer.module.css'
import { editByKey, insertText } from './edits.ts'
import { EmojiButton } from './emoji-button.tsx'
import { type Formatting, FormattingButton, useFormatting } from './formatting-button.tsx'
import { FormattedText, FormattingBar, ModeLine } from './late.ts'
import { useCompletion } from './use-completion.ts'
import { type SendKey, useSendKey } from './use-send-key.ts'
import { useFocus } from './use-focus.ts'
import { useSlash } from './use-slash.ts'
import { useAskPeople } from './use-people.ts'
import { DraftPreviewLine } from '../previews/late.ts'
import { useLinkPreview } from '../previews/use-link-preview.ts'
import { TimerNote } from '../timer/timer-marks.tsx'
import { VoiceBar } from '../voice/voice-bar.tsx'
import { LengthLine } from './length-line.tsx'
import { type LengthNote, lengthNote } from './message-limit.ts'
import { pasteRich } from './paste-rich.ts'
import { TypingLine } from './typing-line.tsx'
import { useComposerText } from './use-composer-text.ts'
import { useComposing } from './use-composing.ts'
import { type Sending, useSending } from './use-sending.ts'
import { sendFailureText, words } from './words.ts'

export interface ComposerProps {
  readonly model: ConversationModel
  readonly workspace: WorkspaceId
  /** What the conversation is called, as by `titleOf`. */
  readonly title: string
  /** A failure to show; it goes when the person writes on. */
  readonly problem: SendFailure | undefined
  readonly setProblem: (failure: SendFailure | undefined) => void
  readonly editLast: () => void
  /** It stands beside something else that the person came for. */
  readonly aside?: boolean
  /** What the box is called; after the conversation if it is left out. */
  readonly label?: string
  /** What else is to be said of what is sent. */
  readonly about?: PostDetails
  /** Under the box. */
  readonly foot?: ReactNode
  readonly onSent?: () => void
  /** How many characters a message may have here. */
  readonly longest: number
  /** What can be written in place of a message. */
  readonly commands: ReadonlyArray<Command>
}

/** Mount it anew for another conversation (`key`). */
export function Composer(props: ComposerProps): JSX.Element {
  const { model, workspace, title, problem, setProblem, editLast, aside } = props
  const { label = words.message(title), about, foot, onSent, commands, longest } = props
  const mode = useReadable(model.mode)
  const input = useRef<HTMLTextAreaElement>(null)
  const hint = useId()
  const composed = useComposerText(model, mode)
  const { text, write } = composed
  // Once it is said over the box, it is not said above it too.
  const note = problem?.kind === 'too-long' ? undefined : lengthNote(text, longest)
  const files = useComposerFiles(model.id, model.root)
  const isEdit = mode.kind === 'edit'
  const inChannel = isEdit ? model.find(mode.message.id)?.alsoInChannel : about?.alsoInChannel
  const inThread = model.root !== undefined && inChannel !== true
  const askPeople = useAskPeople(model, workspace, inThread ? model.open : undefined)
  const isLeftOver = mode.kind === 'new' && mode.isLeftOver === true
  const completion = useCompletion(input, workspace, askPeople, isEdit ? none : commands)
  const slash = useSlash(input, commands, composed)
  const [sendKey] = useSendKey()
  const formatting = useFormatting()
  const { isComposing, handlers: composing } = useComposing()
  const later = useRef<HTMLButtonElement>(null)
  const preview = useLinkPreview(text, isEdit)
  const sending = useSending({
    model,
    workspace,
    mode,
    setProblem,
    about,
    onSent,
    text: composed,
    files,
    slash,
    askPeople,
    preview: preview.ready,
    longest,
  })
  useFocus(input, mode, aside)

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes, Enter and arrows are its own. 229 is what some report after it has ended.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (completion.onKeyDown(event)) return
    if (event.key === 'Enter' && isSending(event, sendKey)) {
      event.preventDefault()
      void sending.send()
    } else if (event.key === 'Enter' && event.shiftKey && (event.ctrlKey || event.metaKey) && !isEdit) {
      event.preventDefault()
      later.current?.click()
    } else if (editByKey(event)) {
      event.preventDefault()
    } else if (event.key === 'Escape' && mode.kind !== 'new') {
      event.preventDefault()
      model.mode.write({ kind: 'new' })
    } else if (event.key === 'ArrowUp' && text === '' && mode.kind === 'new') {
      event.preventDefault()
      editLast()
    }
  }

  return (
    <div className={styles.area}>
      <AboveBox model={model} workspace={workspace} hint={hint} note={note} longest={longest} />
      <Alert>
        {problem === undefined ? (slash.problem ?? sending.laterProblem) : sendFailureText(problem)}
      </Alert>
      <div className={styles.box}>
        <CompletionList completion={completion} />
        {(mode.kind !== 'new' || isLeftOver) && (
          <ModeLine {...{ model, mode, workspace }} leave={() => model.mode.write({ kind: 'new' })} />
        )}
        {!isEdit && <DraftFiles files={files} title={model.root === undefined ? title : undefined} />}
        <VoiceBar recorder={files.recorder} />
        {preview.shown !== undefined && <DraftPreviewLine preview={preview} shown={preview.shown} />}
        {formatting.isOpen && <FormattingBar input={input} />}
        <div className={styles.line}>
          <div className={styles.field}>
            {mayHaveMarks(text) && !isComposing && <FormattedText {...{ input, text }} />}
            <textarea
              ref={input}
              className={styles.input}
              rows={1}
              // Empty, it is the page's: its hint is a text of the page.
              dir={text === '' ? undefined : 'auto'}
              aria-label={label}
              placeholder={label}
              value={text}
              readOnly={sending.isSaving}
              aria-describedby={hint}
              aria-invalid={note?.kind === 'over' || undefined}
              aria-autocomplete="list"
              aria-controls={completion.options.length > 0 ? `${completion.id}list` : undefined}
              aria-activedescendant={
                completion.options.length > 0 ? `${completion.id}option${completion.active}` : undefined
              }
              {...composing}
              onSelect={completion.look}
              onChange={(event) => {
                completion.look()
                write(event.currentTarget.value)
                model.open.typing(event.currentTarget.value.trim() !== '')
                if (problem !== undefined) setProblem(undefined)
                if (isLeftOver) model.mode.write({ kind: 'new' })
                slash.forget()
                sending.forget()
              }}
              onKeyDown={onKeyDown}
              onPaste={(event) => {
                if (!pasteRich(event) && !isEdit) files.onPaste(event)
              }}
              onBlur={() => {
                completion.close()
                model.open.typing(false)
              }}
            />
          </div>
          {/* Behind the text: from there Shift+Tab leads to the messages. */}
          <Tools {...{ input, later, formatting, workspace, isEdit, sending, files }} />
        </div>
      </div>
      {foot}
      {sending.question && <AskAllDialog {...sending.question} />}
    </div>
  )
}

interface ToolsProps {
  readonly input: RefObject<HTMLTextAreaElement | null>
  readonly later: RefObject<HTMLButtonElement | null>
  readonly formatting: Formatting
  readonly workspace: WorkspaceId
  readonly isEdit: boolean
  readonly sending: Sending
  readonly files: ComposerFiles
}

function Tools({ input, later, formatting, workspace, isEdit, sending, files }: ToolsProps): JSX.Element {
  const { whyNotLater, sendLater, isAwaited, isSendable, send } = sending
  return (
    <>
      <FormattingButton {...formatting} />
      <EmojiButton insert={(emoji) => input.current && insertText(input.current, emoji)} />
      {!isEdit && <AttachButtons files={files} />}
      {!isEdit && (
        <SendLaterButton
          button={later}
          why={whyNotLater}
          hasFiles={files.all.length > 0}
          {...{ workspace, sendLater }}
        />
      )}
      <IconButton
        label={isEdit ? words.save : words.send}
        icon={<SendHorizontal size={18} />}
        className={styles.send}
        disabled={!isSendable}
        aria-busy={isAwaited || undefined}
        onClick={() => {
          void send()
          input.current?.focus()
        }}
      />
    </>
  )
}

const none: ReadonlyArray<Command> = []

/** Alone, or with Ctrl or Cmd where Enter alone makes a line. */
const isSending = (event: KeyboardEvent, sendKey: SendKey): boolean =>
  !event.shiftKey && !event.altKey && (sendKey === 'enter' || event.ctrlKey || event.metaKey)

interface AboveBoxProps extends Pick<ComposerProps, 'model' | 'workspace' | 'longest'> {
  /** Describes the box. */
  readonly hint: string
  readonly note: LengthNote | undefined
}

function AboveBox({ model, workspace, hint, note, longest }: AboveBoxProps): JSX.Element {
  const [sendKey] = useSendKey()
  return (
    <div className={styles.above}>
      <TypingLine model={model} workspace={workspace} />
      <TimerNote open={model.open} />
      {note === undefined ? (
        <p id={hint} className={styles.hint}>
          {sendKey === 'enter' ? words.hint : words.hintCtrl}
        </p>
      ) : (
        <LengthLine id={hint} note={note} longest={longest} />
      )}
    </div>
  )
}
