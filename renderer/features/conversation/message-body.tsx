import { type JSX, useMemo, useState } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { useEngine, useMemberName } from '../../engine/contexts.tsx'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { MarkupView } from '../markup/markup-view.tsx'
import { namedIn, readMentions } from '../markup/mentions.ts'
import { proseOf, readMarkup } from '../markup/read-markup.ts'
import { type SpokenOf, SpokenOfProvider } from '../markup/spoken-of.ts'
import { useConversation, useRowTabIndex } from './conversation-context.tsx'
import { foldLines, isLong } from './fold.ts'
import styles from './message-body.module.css'
import { removalText, type RemovalWay } from './removal.ts'
import { words } from './words.ts'

interface MessageBodyProps {
  readonly message: ShownMessage
  /** It is `redacted` so far only for this person. */
  readonly removal: RemovalWay | undefined
}

/** What a message says. Long ones are folded; unfolding is remembered while the conversation stays open. */
export function MessageBody({ message, removal }: MessageBodyProps): JSX.Element {
  const { model } = useConversation()
  const tabIndex = useRowTabIndex()
  const { id, text, redacted, redactedBy, edited, masked } = message
  const long = useMemo(() => isLong(text), [text])
  const [unfolded, setUnfolded] = useState(() => model.unfolded.has(id))
  const spokenOf = useSpoken(message)
  if (redacted)
    return (
      <p className={styles.deleted}>
        {removal && removalText(removal)}
        {!removal && (redactedBy === undefined ? words.deleted : <DeletedBy moderator={redactedBy} />)}
      </p>
    )
  const toggle = (): void => {
    if (unfolded) model.unfolded.delete(id)
    else model.unfolded.add(id)
    setUnfolded(!unfolded)
  }
  const blocks = readMarkup(text)
  const folded = long && !unfolded
  return (
    <>
      <div className={classes(styles.text, folded && styles.folded)}>
        <SpokenOfProvider value={spokenOf}>
          {/* Each block takes a line at least: what is behind the fold is not built. */}
          <MarkupView blocks={folded ? blocks.slice(0, foldLines) : blocks} />
        </SpokenOfProvider>
        {edited && <EditedMark message={message} />}
        {masked && <span className={styles.edited}>{words.masked}</span>}
      </div>
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

function DeletedBy({ moderator }: { readonly moderator: UserId }): string {
  const { workspace } = useConversation()
  return words.deletedBy(useMemberName(workspace, moderator) ?? words.someone)
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
      {words.edited}
    </button>
  )
}

/** Whom the message means where; another one when somebody it mentions is called otherwise. */
function useSpoken({ text, mentions, author }: ShownMessage): SpokenOf {
  const engine = useEngine()
  const { workspace } = useConversation()
  const names = useSlice(engine.directory, () =>
    mentions?.map((user) => engine.member(workspace, user)?.name).join('\n'),
  )
  return useMemo(() => {
    const people = namedIn(mentions, (user) => engine.member(workspace, user))
    const written = readMentions(people.length === 0 ? [] : proseOf(readMarkup(text)), people)
    return { written, author }
    // oxlint-disable-next-line react/exhaustive-deps -- the directory is asked again when names change
  }, [engine, workspace, text, mentions, author, names])
}
