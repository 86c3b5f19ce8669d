import { SendHorizontal, X } from 'lucide-react'
import {
  type JSX,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
} from 'react'
import type { OpId, UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import type { Result } from '../../../core/base/result.ts'
import type { PostDetails, SendFailure } from '../../../core/engine/engine.ts'
import { useMemberName } from '../../engine/contexts.tsx'
import { IconButton } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { AttachButton, DraftFiles } from '../attachments/composer-files.tsx'
import { attachmentsOf } from '../attachments/file-drafts.ts'
import { useComposerFiles } from '../attachments/use-composer-files.ts'
import { plainText } from '../markup/plain-text.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import type { Command } from './commands.ts'
import { CompletionList } from './completion-list.tsx'
import type { ComposerMode } from './composer-mode.ts'
import styles from './composer.module.css'
import { editByKey, insertText } from './edits.ts'
import { EmojiButton } from './emoji-button.tsx'
import { useCompletion } from './use-completion.ts'
import { useInTurn } from './use-in-turn.ts'
import { useEnterSends } from './use-enter-sends.ts'
import { useSlash } from './use-slash.ts'
import { usePeople } from './use-people.ts'
import { TypingLine } from './typing-line.tsx'
import { useComposerText } from './use-composer-text.ts'
import { sendFailureText, words } from './words.ts'
import { type WrittenMessage, writtenMessage } from './written-message.ts'

export interface ComposerProps {
  readonly model: ConversationModel
  readonly workspace: WorkspaceId
  /** What the conversation is called, as by `titleOf`. */
  readonly title: string
  readonly mode: ComposerMode
  readonly setMode: (mode: ComposerMode) => void
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
  /** What can be written in place of a message. */
  readonly commands: ReadonlyArray<Command>
}

/** Mount it anew for another conversation (`key`). */
export function Composer(props: ComposerProps): JSX.Element {
  const { model, workspace, title, mode, setMode, problem, setProblem, editLast, aside } = props
  const { label = words.message(title), about, foot, onSent, commands } = props
  const input = useRef<HTMLTextAreaElement>(null)
  const hint = useId()
  const { text, write, take, giveBack, sent } = useComposerText(model, mode)
  const files = useComposerFiles(model.id, model.root)
  const { people, askPeople } = usePeople(model, workspace)
  const prepare = useInTurn(writtenMessage)
  const isEdit = mode.kind === 'edit'
  const completion = useCompletion(input, workspace, people, isEdit ? none : commands)
  const slash = useSlash(input, commands, { take, giveBack, sent })
  const enterSends = useEnterSends()
  const isSendable = isEdit
    ? text.trim() !== ''
    : files.isReady && (text.trim() !== '' || files.all.length > 0)
  useFocus(input, mode, aside)

  const send = async (): Promise<void> => {
    if (!isSendable) return
    const said = isEdit || files.all.length > 0 ? text : slash.message(text)
    if (said === undefined) return
    const typed = take()
    setProblem(undefined)
    if (mode.kind === 'edit') {
      // The box keeps the new text until the change is durable: it lies nowhere else.
      const changed = await submit(model, mode, await prepare(typed, askPeople, mode.message), {})
      return changed.ok ? setMode({ kind: 'new' }) : setProblem(changed.failure)
    }
    setMode({ kind: 'new' })
    const attached = files.take() ?? []
    const written = await prepare(said, askPeople, undefined)
    const attachments = attachmentsOf(attached)
    const details = { ...about, ...(attachments.length > 0 && { attachments }) }
    const result = await submit(model, mode, written, details)
    if (result.ok) {
      onSent?.()
      return sent()
    }
    files.giveBack(attached)
    setProblem(result.failure)
    setMode(mode)
    giveBack(typed)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // While an input method composes, Enter and arrows are its own. 229 is what some report after it has ended.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (completion.onKeyDown(event)) return
    if (event.key === 'Enter' && isSending(event, enterSends)) {
      event.preventDefault()
      void send()
    } else if (editByKey(event)) {
      event.preventDefault()
    } else if (event.key === 'Escape' && mode.kind !== 'new') {
      event.preventDefault()
      setMode({ kind: 'new' })
    } else if (event.key === 'ArrowUp' && text === '' && mode.kind === 'new') {
      event.preventDefault()
      editLast()
    }
  }

  return (
    <div className={styles.area}>
      <div className={styles.above}>
        <TypingLine model={model} workspace={workspace} />
        <p id={hint} className={styles.hint}>
          {enterSends ? words.hint : words.hintCtrl}
        </p>
      </div>
      <Alert>{problem === undefined ? slash.problem : sendFailureText(problem)}</Alert>
      <div className={styles.box} {...files.dropTarget}>
        <CompletionList completion={completion} />
        <ModeLine mode={mode} workspace={workspace} leave={() => setMode({ kind: 'new' })} />
        {!isEdit && <DraftFiles files={files} />}
        <div className={styles.line}>
          <textarea
            ref={input}
            className={styles.input}
            rows={1}
            // Empty, it is the page's: its hint is a text of the page.
            dir={text === '' ? undefined : 'auto'}
            aria-label={label}
            placeholder={label}
            value={text}
            aria-describedby={hint}
            aria-autocomplete="list"
            aria-controls={completion.options.length > 0 ? `${completion.id}list` : undefined}
            aria-activedescendant={
              completion.options.length > 0 ? `${completion.id}option${completion.active}` : undefined
            }
            onSelect={completion.look}
            onChange={(event) => {
              completion.look()
              write(event.currentTarget.value)
              model.open.typing(event.currentTarget.value.trim() !== '')
              if (problem !== undefined) setProblem(undefined)
              slash.forget()
            }}
            onKeyDown={onKeyDown}
            onPaste={isEdit ? undefined : files.onPaste}
            onBlur={() => {
              completion.close()
              model.open.typing(false)
            }}
          />
          {/* Behind the text: from there Shift+Tab leads to the messages. */}
          <EmojiButton insert={(emoji) => input.current && insertText(input.current, emoji)} />
          {!isEdit && <AttachButton add={files.add} />}
          <IconButton
            label={mode.kind === 'edit' ? words.save : words.send}
            icon={<SendHorizontal size={18} />}
            className={styles.send}
            disabled={!isSendable}
            onClick={() => {
              void send()
              input.current?.focus()
            }}
          />
        </div>
      </div>
      {foot}
    </div>
  )
}

const none: ReadonlyArray<Command> = []

/** Alone, or with Ctrl or Cmd where Enter alone makes a line. */
const isSending = (event: KeyboardEvent, enterSends: boolean): boolean =>
  !event.shiftKey && !event.altKey && (enterSends || event.ctrlKey || event.metaKey)

function useFocus(
  input: RefObject<HTMLTextAreaElement | null>,
  mode: ComposerMode,
  aside: boolean | undefined,
): void {
  // Who goes to a conversation goes there to write; on a touch screen that would raise the keyboard over it.
  useEffect(() => {
    if (aside !== true && window.matchMedia('(hover: hover)').matches) input.current?.focus()
  }, [input, aside])
  useLayoutEffect(() => {
    const element = input.current
    if (element === null || mode.kind === 'new') return
    element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
  }, [input, mode])
}

const submit = (
  { open }: ConversationModel,
  mode: ComposerMode,
  { text, mentions }: WrittenMessage,
  details: PostDetails,
): Promise<Result<OpId, SendFailure>> => {
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

interface ModeLineProps {
  readonly mode: ComposerMode
  readonly workspace: WorkspaceId
  readonly leave: () => void
}

function ModeLine({ mode, workspace, leave }: ModeLineProps): ReactNode {
  switch (mode.kind) {
    case 'new':
      return null
    case 'reply':
      return (
        <ModeBar label={words.cancelReply} leave={leave}>
          <ReplyingTo author={mode.to.author} workspace={workspace} />
          <span className={styles.quote} dir="auto">
            {plainText(mode.to.text).slice(0, 160)}
          </span>
        </ModeBar>
      )
    case 'edit':
      return (
        <ModeBar label={words.cancelEdit} leave={leave}>
          <span className={styles.modeName}>{words.editing}</span>
        </ModeBar>
      )
  }
}

interface ModeBarProps {
  readonly label: string
  readonly leave: () => void
  readonly children: ReactNode
}

const ModeBar = ({ label, leave, children }: ModeBarProps): JSX.Element => (
  <div className={styles.mode}>
    {children}
    <IconButton size="small" label={label} icon={<X size={15} />} className={styles.leave} onClick={leave} />
  </div>
)

function ReplyingTo(props: { readonly author: UserId; readonly workspace: WorkspaceId }): JSX.Element {
  const name = useMemberName(props.workspace, props.author) ?? words.someone
  return <span className={styles.modeName}>{words.replyingTo(name)}</span>
}
