import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { useNames, usePage } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { momentText } from '../../ui/times.ts'
import { words as uiWords } from '../../ui/words.ts'
import { nowhereText } from '../desktop/words.ts'
import { LinkDialog } from '../links/link-dialog.tsx'
import type { OuterLink } from '../links/outer-link.ts'
import { ForwardDialog } from '../forward/forward-dialog.tsx'
import { useConversation } from './conversation-context.tsx'
import styles from './message-dialog.module.css'
import type { RemovalWay } from './removal.ts'
import { RemoveDialog } from './remove-dialog.tsx'
import { type Subject, titleOf } from './subject.ts'
import { words } from './words.ts'

/** What was asked about a message, and is shown in front of all. */
export type Asked =
  | { readonly kind: 'remove' | 'forward' | 'earlier' | 'reactions'; readonly message: ShownMessage }
  /** Whether to follow a link out of the app. */
  | { readonly kind: 'link'; readonly link: OuterLink }
  /** A link led to a conversation that no open account knows; `locked` are accounts of which nobody can say. */
  | { readonly kind: 'nowhere'; readonly locked: ReadonlyArray<string> }

interface MessageDialogProps {
  readonly asked: Asked
  readonly subject: Subject
  readonly onClose: () => void
}

export function MessageDialog({ asked, subject, onClose }: MessageDialogProps): JSX.Element {
  const { model, workspace } = useConversation()
  const { toasts } = usePage()
  // As it is now: what was deleted or edited meanwhile is so here too.
  const now = useSlice(model.open.view, () => ('message' in asked ? model.find(asked.message.id) : undefined))
  const remove = ({ id }: ShownMessage, way: RemovalWay): void => {
    onClose()
    model.removal.begin(id, way, toasts)
  }
  switch (asked.kind) {
    case 'remove':
      return (
        <RemoveDialog
          message={asked.message}
          confirm={(way) => remove(asked.message, way)}
          onClose={onClose}
        />
      )
    case 'forward':
      return (
        <ForwardDialog
          message={now ?? asked.message}
          workspace={workspace}
          from={{ id: model.id, title: titleOf(subject), isSealed: subject.kind === 'sealed' }}
          onClose={onClose}
        />
      )
    case 'earlier':
      return <EarlierDialog message={asked.message} onClose={onClose} />
    case 'reactions':
      return <ReactionsDialog message={asked.message} onClose={onClose} />
    case 'link':
      return <LinkDialog link={asked.link} onClose={onClose} />
    case 'nowhere':
      return (
        <Dialog title={words.nowhereTitle} onClose={onClose}>
          <p>{asked.locked.length === 0 ? words.nowhereText : nowhereText(asked.locked)}</p>
          <DialogActions>
            <Button data-autofocus onClick={onClose}>
              {uiWords.close}
            </Button>
          </DialogActions>
        </Dialog>
      )
  }
}

interface OfMessageProps {
  readonly message: ShownMessage
  readonly onClose: () => void
}

/** What it says now, then what it said before, newest first. */
function EarlierDialog({ message, onClose }: OfMessageProps): JSX.Element {
  const versions = (message.earlier ?? []).toReversed()
  return (
    <Dialog title={words.earlierTitle} size="wide" onClose={onClose}>
      <ol className={styles.versions}>
        <li>
          <p className={styles.moment}>{words.now}</p>
          <p className={styles.text} dir="auto">
            {message.text}
          </p>
        </li>
        {versions.map(({ text, at }) => (
          <li key={`${at.time} ${at.counter}`}>
            <p className={styles.moment}>{momentText(at.time)}</p>
            <p className={styles.text} dir="auto">
              {text}
            </p>
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

function ReactionsDialog({ message, onClose }: OfMessageProps): JSX.Element {
  const { workspace } = useConversation()
  const nameOf = useNames(workspace, words)
  return (
    <Dialog title={words.whoReacted} onClose={onClose}>
      <ul className={styles.versions}>
        {message.reactions.map(({ emoji, users }) => (
          <li key={emoji} className={styles.reaction}>
            <span>{emoji}</span>
            <ul>
              {users.map((user) => (
                <li key={user} dir="auto">
                  {nameOf(user)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
