import { type JSX, useState } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useNames, usePage, usePerson } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { sendFailureText } from '../composer/words.ts'
import { beginFailureText, words as peopleWords } from '../people/words.ts'
import { DestinationPicker } from './destination-picker.tsx'
import { forward, quotationOf } from './forward.ts'
import styles from './forward.module.css'
import { type Destination, useDestinations } from './use-destinations.tsx'
import { words } from './words.ts'

interface ForwardDialogProps {
  readonly message: ShownMessage
  readonly workspace: WorkspaceId
  /** Where it stands. */
  readonly from: { readonly id: ConversationId; readonly title: string; readonly isSealed: boolean }
  readonly onClose: () => void
}

export function ForwardDialog(props: ForwardDialogProps): JSX.Element {
  const { message, workspace, from, onClose } = props
  const destinations = useDestinations(workspace).filter(({ conversation }) => conversation !== from.id)
  const [picked, setPicked] = useState<ReadonlyArray<Destination>>([])
  const [comment, setComment] = useState('')
  const { busy, failures, send } = useForward(props, setPicked)
  const opened = from.isSealed ? picked.filter(({ isSealed }) => !isSealed) : []
  return (
    <Dialog title={words.title} onClose={() => busy || onClose()}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy && !message.redacted && picked.length > 0) void send(picked, comment)
        }}
      >
        {message.redacted ? (
          <Alert>{words.deleted}</Alert>
        ) : (
          <blockquote className={styles.quote} dir="auto">
            {message.text}
          </blockquote>
        )}
        <DestinationPicker {...{ destinations, picked, setPicked }} />
        <Field
          label={words.comment}
          hint={words.commentHint}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        {[...new Set(opened.map((each) => each.workspace))].map((each) => (
          <Alert key={each}>{words.opened(each)}</Alert>
        ))}
        {failures.map(({ key, text }) => (
          <Alert key={key}>{text}</Alert>
        ))}
        <DialogActions>
          <Button aria-disabled={busy} onClick={() => busy || onClose()}>
            {uiWords.cancel}
          </Button>
          <Button
            look="primary"
            type="submit"
            aria-disabled={busy}
            disabled={message.redacted || picked.length === 0}
          >
            {words.send}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  )
}

interface Failed {
  readonly key: string
  readonly text: string
}

interface Forwarding {
  readonly busy: boolean
  /** Of the last time, of those that are still picked. */
  readonly failures: ReadonlyArray<Failed>
  readonly send: (to: ReadonlyArray<Destination>, comment: string) => Promise<void>
}

/** One after the other. What could be sent is picked no more, so that trying again sends nothing twice. */
function useForward(
  { message, workspace, from, onClose }: ForwardDialogProps,
  setPicked: (picked: ReadonlyArray<Destination>) => void,
): Forwarding {
  const { toasts } = usePage()
  const { engine } = usePerson()
  const nameOf = useNames(workspace, { you: words.you, someone: words.someone })
  const sendTo = useSendTo(workspace)
  const [busy, setBusy] = useState(false)
  const [failures, setFailures] = useState<ReadonlyArray<Failed>>([])
  const send: Forwarding['send'] = async (to, comment) => {
    setBusy(true)
    setFailures([])
    const author = engine.member(workspace, message.author)?.name ?? nameOf(message.author)
    const text = quotationOf(message.text, { author, title: from.title, comment })
    const failed: Array<Failed> = []
    for (const each of to) {
      const why = await sendTo(message, each, text)
      if (why !== undefined) failed.push({ key: each.key, text: words.failed(each.name, why) })
    }
    const done = to.length - failed.length
    const isOnline = engine.connection.read().kind === 'online'
    if (done > 0) toasts.say({ text: isOnline ? words.sent(done) : words.waits(done) })
    if (failed.length === 0) return onClose()
    setPicked(to.filter(({ key }) => failed.some((each) => each.key === key)))
    setFailures(failed)
    setBusy(false)
  }
  return { busy, failures, send }
}

type SendTo = (message: ShownMessage, to: Destination, text: string) => Promise<string | undefined>

/** Answers with why it could not be done; with somebody new a conversation is begun first. */
function useSendTo(workspace: WorkspaceId): SendTo {
  const { bridge, files } = usePage()
  const { engine, sealed } = usePerson()
  return async (message, { conversation: known, user }, text) => {
    let conversation = known
    if (conversation === undefined) {
      if (sealed === undefined || user === undefined) return words.missing
      const begun = await sealed.people.begin(workspace, [user], '')
      if (!begun.ok) {
        const nameOf = (each: typeof user): string =>
          engine.member(workspace, each)?.name ?? peopleWords.someone
        return beginFailureText(begun.failure, nameOf, peopleWords.about.group)
      }
      conversation = begun.value
    }
    const sent = await forward({ engine, bridge, files }, message, conversation, text)
    if (sent.ok) return undefined
    return sent.failure.kind === 'not-ready' ? words.missing : sendFailureText(sent.failure)
  }
}
