import { type JSX, type MouseEvent, useMemo, useState } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { useConversation, useRowTabIndex } from './conversation-context.tsx'
import { isLong } from './fold.ts'
import { splitLinks } from './link-parts.ts'
import styles from './message-body.module.css'
import { words } from './words.ts'

/** What a message says. Long ones are folded; unfolding is remembered while the conversation stays open. */
export function MessageBody({ message }: { readonly message: ShownMessage }): JSX.Element {
  const { model } = useConversation()
  const tabIndex = useRowTabIndex()
  const { id, text, redacted, edited, masked } = message
  const long = useMemo(() => isLong(text), [text])
  const [unfolded, setUnfolded] = useState(() => model.unfolded.has(id))
  if (redacted) return <p className={styles.deleted}>{words.deleted}</p>
  const toggle = (): void => {
    if (unfolded) model.unfolded.delete(id)
    else model.unfolded.add(id)
    setUnfolded(!unfolded)
  }
  return (
    <>
      <p dir="auto" className={classes(styles.text, long && !unfolded && styles.folded)}>
        <LinkedText text={text} />
        {edited && <EditedMark message={message} />}
        {masked && <span className={styles.edited}> {words.masked}</span>}
      </p>
      {long && (
        <Button
          look="link"
          tabIndex={tabIndex}
          className={styles.fold}
          aria-expanded={unfolded}
          onClick={toggle}
        >
          {unfolded ? words.showLess : words.showMore}
        </Button>
      )}
    </>
  )
}

/** Says that it was edited; opens what it said before. */
function EditedMark({ message }: { readonly message: ShownMessage }): JSX.Element {
  const { actions } = useConversation()
  const tabIndex = useRowTabIndex()
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={styles.edited}
      title={words.showEarlier}
      onClick={() => actions.showEarlier(message)}
    >
      {' '}
      {words.edited}
    </button>
  )
}

function LinkedText({ text }: { readonly text: string }): JSX.Element {
  const { actions } = useConversation()
  const tabIndex = useRowTabIndex()
  const parts = useMemo(() => splitLinks(text), [text])
  const open = (event: MouseEvent, url: string): void => {
    event.preventDefault() // the page never navigates; main opens the address in the person's browser
    if (event.button < 2) actions.openLink(url)
  }
  return (
    <>
      {parts.map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.url}
            tabIndex={tabIndex}
            rel="noreferrer"
            onClick={(event) => open(event, part.url)}
            onAuxClick={(event) => open(event, part.url)}
          >
            {part.text}
          </a>
        ),
      )}
    </>
  )
}
