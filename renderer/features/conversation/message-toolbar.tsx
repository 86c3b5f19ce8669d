import { Ellipsis, MessagesSquare, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react'
import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { IconButton } from '../../ui/button.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { LazyEmojiPicker } from '../emoji/lazy-emoji-picker.tsx'
import { allowedFor, useConversation, useRowTabIndex } from './conversation-context.tsx'
import styles from './message-toolbar.module.css'
import { words } from './words.ts'

interface MessageToolbarProps {
  readonly message: ShownMessage
  /** Where the reactions were asked for; undefined while they are not shown. */
  readonly picking: Rect | undefined
  readonly setPicking: (anchor: Rect | undefined) => void
  readonly openMenu: (anchor: Rect) => void
}

/** What one can do with the message under the mouse or the focus. */
export function MessageToolbar({ message, picking, setPicking, openMenu }: MessageToolbarProps): JSX.Element {
  const conversation = useConversation()
  const { actions } = conversation
  const tabIndex = useRowTabIndex()
  const allowed = allowedFor(message, conversation)
  return (
    <div className={styles.place}>
      {/* The keys are heard by its buttons. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- see above */}
      <div
        className={styles.toolbar}
        role="toolbar"
        aria-label={words.actions}
        onClick={(event) => {
          // What opens now gives the focus back to the message when it closes: these buttons may be gone by then.
          if (picking === undefined) event.currentTarget.closest('article')?.focus({ preventScroll: true })
        }}
      >
        {allowed.answer && (
          <>
            <IconButton
              size="small"
              tabIndex={tabIndex}
              label={words.react}
              icon={<SmilePlus size={16} />}
              aria-expanded={picking !== undefined}
              onClick={(event) => {
                event.stopPropagation() // it is there as long as what it opens, and gets the focus back itself
                setPicking(picking === undefined ? event.currentTarget.getBoundingClientRect() : undefined)
              }}
            />
            <IconButton
              size="small"
              tabIndex={tabIndex}
              label={words.reply}
              icon={<Reply size={16} />}
              onClick={() => actions.reply(message)}
            />
          </>
        )}
        {allowed.thread && (
          <IconButton
            size="small"
            tabIndex={tabIndex}
            label={words.replyInThread}
            icon={<MessagesSquare size={16} />}
            onClick={() => actions.openThread(message)}
          />
        )}
        {allowed.change && (
          <IconButton
            size="small"
            tabIndex={tabIndex}
            label={words.edit}
            icon={<Pencil size={15} />}
            onClick={() => actions.edit(message)}
          />
        )}
        {allowed.remove && (
          <IconButton
            size="small"
            tabIndex={tabIndex}
            label={words.remove}
            icon={<Trash2 size={15} />}
            onClick={() => actions.remove(message)}
          />
        )}
        <IconButton
          size="small"
          tabIndex={tabIndex}
          label={words.actions}
          icon={<Ellipsis size={16} />}
          aria-haspopup="menu"
          onClick={(event) => openMenu(event.currentTarget.getBoundingClientRect())}
        />
        {picking !== undefined && (
          <Popover anchor={picking} align="end" side="above" onClose={() => setPicking(undefined)}>
            <LazyEmojiPicker
              choose={(emoji) => {
                setPicking(undefined)
                actions.react(message, emoji, true)
              }}
            />
          </Popover>
        )}
      </div>
    </div>
  )
}
