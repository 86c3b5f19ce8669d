import type { JSX, MouseEvent, ReactNode } from 'react'
import { readMessageLink } from '../conversation/message-link.ts'
import { useConversation, useRowTabIndex } from '../conversation/conversation-context.tsx'
import type { Inline } from './markup.ts'
import { classes } from '../../ui/classes.ts'
import styles from './message-link.module.css'
import { inlineText } from './plain-text.ts'
import { saysWhereItLeads } from './web-address.ts'

interface MessageLinkProps {
  readonly url: string
  /** What it shows. */
  readonly parts: ReadonlyArray<Inline>
  readonly children: ReactNode
}

/** Opened outside by main; the person is asked first unless it shows where it leads (MU12). */
export function MessageLink({ url, parts, children }: MessageLinkProps): JSX.Element {
  const { actions } = useConversation()
  const tabIndex = useRowTabIndex()
  const isInside = readMessageLink(url) !== undefined
  const open = (event: MouseEvent): void => {
    event.preventDefault() // the page never navigates
    if (event.button > 1) return
    // Within the app there is nothing to be led astray to.
    if (isInside || saysWhereItLeads(inlineText(parts), url)) actions.openLink(url)
    else actions.askLink(url)
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
