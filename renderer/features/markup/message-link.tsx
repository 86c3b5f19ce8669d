import type { JSX, MouseEvent, ReactNode } from 'react'
import { readMessageLink } from '../conversation/message-link.ts'
import { useConversation, useRowTabIndex } from '../conversation/conversation-context.tsx'
import type { Inline } from './markup.ts'
import { classes } from '../../ui/classes.ts'
import styles from './message-link.module.css'
import { inlineText } from './plain-text.ts'

interface MessageLinkProps {
  readonly url: string
  /** What it shows. */
  readonly parts: ReadonlyArray<Inline>
  readonly children: ReactNode
}

/** Followed within the app, or opened outside once the person has been asked (MU12). */
export function MessageLink({ url, parts, children }: MessageLinkProps): JSX.Element {
  const { actions } = useConversation()
  const tabIndex = useRowTabIndex()
  const isInside = readMessageLink(url) !== undefined
  const open = (event: MouseEvent): void => {
    event.preventDefault() // the page never navigates
    if (event.button <= 1) actions.followLink({ shown: inlineText(parts), url })
  }
  return (
    <a
      href={url}
      tabIndex={tabIndex}
      rel="noreferrer"
      className={classes(styles.link, isInside && inlineText(parts) === url && styles.inside)}
      draggable={false}
      onClick={open}
      onAuxClick={open}
    >
      {children}
    </a>
  )
}
