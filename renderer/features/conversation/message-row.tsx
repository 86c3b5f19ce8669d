import {
  type ComponentProps,
  type FocusEvent,
  type JSX,
  memo,
  type MouseEvent,
  type ReactNode,
  useMemo,
  useState,
} from 'react'
import type { Delivery } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useMemberName } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { PersonAvatar } from './person-avatar.tsx'
import { TrustLines } from '../trust/trust-lines.tsx'
import type { PlacedEvent } from '../trust/place-events.ts'
import { classes } from '../../ui/classes.ts'
import type { Rect } from '../../ui/place.ts'
import { MessagePreview } from '../previews/message-preview.tsx'
import { TimerMark } from '../timer/timer-marks.tsx'
import { MessageFiles } from '../attachments/message-files.tsx'
import { ActiveRowProvider, useConversation } from './conversation-context.tsx'
import { DayMark } from './day-mark.tsx'
import { DeliveryMark } from './delivery-mark.tsx'
import { MessageBody } from './message-body.tsx'
import type { MenuPlace } from './message-menu.tsx'
import styles from './message-row.module.css'
import { MessageToolbar } from './message-toolbar.tsx'
import { NewMark } from './new-mark.tsx'
import { PinMark } from './pin-mark.tsx'
import { Reactions } from './reactions.tsx'
import { Refused } from './late.ts'
import { asRemoved } from './removal.ts'
import { SeenBy } from './seen-by.tsx'
import { ReplyPreview } from './reply-preview.tsx'
import { ThreadMark } from './thread-mark.tsx'
import { keyOf, type Row } from './rows.ts'
import { clockTime, fullMoment, shortClockTime } from '../../ui/times.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { useWhereabouts } from './use-whereabouts.ts'
import { words } from './words.ts'

interface MessageRowProps {
  readonly row: Row
  /** What happened to people and devices before this message, and after it if it is the last. */
  readonly eventsBefore: ReadonlyArray<PlacedEvent> | undefined
  readonly eventsAfter: ReadonlyArray<PlacedEvent> | undefined
  /** The one message that Tab reaches; arrow keys go on from it. */
  readonly active: boolean
  /** The person came here to see this one. */
  readonly sought: boolean
  /** Where its reactions were asked for by key or menu. */
  readonly picking: Rect | undefined
  readonly setActive: (key: string) => void
  readonly setPicking: (place: MenuPlace | undefined) => void
  readonly openMenu: (place: MenuPlace) => void
}

export const MessageRow = memo(function MessageRow(props: MessageRowProps): JSX.Element {
  const { row, active, sought, picking, setActive, setPicking, openMenu } = props
  const { startsGroup, startsDay } = row
  const { eventsBefore, eventsAfter } = props
  const { workspace, model } = useConversation()
  const removal = useSlice(model.removal.pending, (all) => all.get(row.message.id))
  const isRemoving = removal !== undefined
  const message = useMemo(() => (isRemoving ? asRemoved(row.message) : row.message), [isRemoving, row])
  const name = useMemberName(workspace, message.author) ?? words.someone
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const target = row.answers
  const isNew = useSlice(model.newFrom, (key) => key === keyOf(message))
  const showsTools = !message.redacted && (hovered || focused || picking !== undefined)
  const focus = (event: FocusEvent<HTMLElement>): void => {
    setActive(keyOf(message))
    setFocused(event.target.matches(':focus-visible'))
  }
  const askForMenu = (event: MouseEvent): void => {
    if (message.redacted || wantsNativeMenu(event)) return
    event.preventDefault()
    openMenu({ message, anchor: { left: event.clientX, top: event.clientY, width: 0, height: 0 } })
  }
  return (
    <div className={styles.slot}>
      {startsDay && <DayMark day={row.day} />}
      {isNew && <NewMark />}
      {eventsBefore !== undefined && <TrustLines events={eventsBefore} workspace={workspace} />}
      {/* Mouse and focus only show tools that are buttons themselves. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- see above */}
      <article
        // Arrow keys walk from message to message, so each can be focused though it is no control.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        tabIndex={active ? 0 : -1}
        data-key={keyOf(message)}
        data-active={showsTools}
        data-sought={sought}
        className={classes(styles.row, startsGroup && styles.first)}
        onPointerMove={() => setHovered(true)}
        onPointerLeave={() => setHovered(false)}
        onFocus={focus}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) setFocused(false)
        }}
        onContextMenu={askForMenu}
      >
        <ActiveRowProvider value={active}>
          <Gutter row={row} name={name} />
          <div className={styles.content}>
            {startsGroup && <GroupHead row={row} name={name} />}
            <div className={classes(target !== undefined && styles.answer)}>
              {target !== undefined && row.startsAnswer && <ReplyPreview to={target} message={message} />}
              <Said message={message} removal={removal} tabIndex={active ? 0 : -1} />
            </div>
            {message.delivery?.kind === 'refused' && !isRemoving && <Refused message={message} />}
            {message.reactions.length > 0 && <Reactions message={message} />}
            {message.pinned !== undefined && <PinMark pin={message.pinned} />}
            <ThreadMark root={message.id} />
            <SeenBy message={message} />
          </div>
          {showsTools && (
            <MessageToolbar
              message={message}
              picking={picking}
              setPicking={(anchor) => setPicking(anchor && { message, anchor })}
              openMenu={(anchor) => openMenu({ message, anchor })}
            />
          )}
        </ActiveRowProvider>
      </article>
      {eventsAfter !== undefined && <TrustLines events={eventsAfter} workspace={workspace} />}
    </div>
  )
})

interface SaidProps extends ComponentProps<typeof MessageBody> {
  readonly tabIndex: 0 | -1
}

/** The time of what disappears begins when it is sent. */
const isUnbegun = (delivery: Delivery | undefined): boolean =>
  delivery?.kind === 'refused' || (delivery?.kind === 'queued' && delivery.unbegun === true)

/** What became of the message stands behind its text, or behind its files where it has no other. */
function Said({ message, removal, tabIndex }: SaidProps): JSX.Element {
  const { delivery, expiresAt, attachments, redacted, text } = message
  const { actions } = useConversation()
  const marks = (
    <>
      {delivery !== undefined && !redacted && <DeliveryMark delivery={delivery} />}
      {expiresAt !== undefined && <TimerMark expiresAt={isUnbegun(delivery) ? undefined : expiresAt} />}
    </>
  )
  const isFilesOnly = attachments !== undefined && text === '' && !redacted
  return (
    <>
      {!isFilesOnly && (
        <div className={styles.said}>
          <div className={styles.body}>
            <MessageBody message={message} removal={removal} />
          </div>
          {marks}
        </div>
      )}
      <MessagePreview message={message} />
      {attachments !== undefined && (
        <MessageFiles
          attachments={attachments}
          tabIndex={tabIndex}
          mark={isFilesOnly && marks}
          takeBack={() => actions.remove(message)}
        />
      )}
    </>
  )
}

/** Over a link or a selection, the browser's own menu has what people look for. */
function wantsNativeMenu(event: MouseEvent): boolean {
  const selection = window.getSelection()
  const selected = selection !== null && !selection.isCollapsed
  return selected || (event.target instanceof Element && event.target.closest('a') !== null)
}

interface RowPartProps {
  readonly row: Row
  readonly name: string
}

function Gutter({ row: { message, startsGroup }, name }: RowPartProps): JSX.Element {
  if (startsGroup) return <PersonAvatar name={name} id={message.author} />
  return (
    <time
      className={styles.gutterTime}
      dateTime={new Date(message.at.time).toISOString()}
      title={fullMoment(message.at.time)}
    >
      {shortClockTime(message.at.time)}
    </time>
  )
}

function GroupHead({ row: { message }, name }: RowPartProps): JSX.Element {
  return (
    <header className={styles.head}>
      <span className={styles.author} dir="auto" title={name}>
        {name}
      </span>
      <Whereabouts id={message.author} />
      <time
        className={styles.time}
        dateTime={new Date(message.at.time).toISOString()}
        title={fullMoment(message.at.time)}
      >
        {clockTime(message.at.time)}
      </time>
    </header>
  )
}

/** What the dot at the picture says, for who cannot see it. */
function Whereabouts({ id }: { readonly id: UserId }): ReactNode {
  const status = useWhereabouts(id)
  return status !== undefined && <VisuallyHidden>{uiWords.presence[status]}</VisuallyHidden>
}
