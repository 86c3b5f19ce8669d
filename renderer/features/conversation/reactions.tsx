import type { JSX } from 'react'
import type { Reaction } from '../../../core/conversation/message.ts'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { pageNumber } from '../../languages/speech.ts'
import { classes } from '../../ui/classes.ts'
import { Tooltip } from '../../ui/tooltip.tsx'
import { useConversation, useRowTabIndex } from './conversation-context.tsx'
import { namesOf } from './names.ts'
import styles from './reactions.module.css'
import { words } from './words.ts'

export function Reactions({ message }: { readonly message: ShownMessage }): JSX.Element {
  return (
    <ul className={styles.chips}>
      {message.reactions.map((reaction) => (
        <li key={reaction.emoji}>
          <ReactionChip message={message} reaction={reaction} />
        </li>
      ))}
    </ul>
  )
}

interface ReactionChipProps {
  readonly message: ShownMessage
  readonly reaction: Reaction
}

function ReactionChip({ message, reaction: { emoji, users } }: ReactionChipProps): JSX.Element {
  const { self, workspace, writing, actions } = useConversation()
  const engine = useEngine()
  const tabIndex = useRowTabIndex()
  const mine = users.includes(self)
  const names = namesOf(engine, workspace, users)
  return (
    <Tooltip text={words.reactedBy(emoji, names)}>
      <button
        type="button"
        tabIndex={tabIndex}
        className={classes(styles.chip, mine && styles.mine)}
        aria-pressed={mine}
        aria-label={(mine ? words.reactionMine : words.reaction)(emoji, users.length)}
        aria-disabled={writing === 'closed' || undefined}
        onClick={() => writing !== 'closed' && actions.react(message, emoji, !mine)}
      >
        <span>{emoji}</span>
        <span className={styles.count}>{pageNumber(users.length)}</span>
      </button>
    </Tooltip>
  )
}
