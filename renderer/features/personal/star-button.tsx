import { Star } from 'lucide-react'
import type { JSX } from 'react'
import { placed, unplaced } from '../../../core/engine/personal/arrangement.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { IconButton } from '../../ui/button.tsx'
import { useArrangement, useChanging } from './use-personal.ts'
import { words } from './words.ts'

interface StarButtonProps {
  readonly workspace: WorkspaceId
  readonly conversation: ConversationId
}

/** Makes the conversation a favourite, or takes it from them. */
export function StarButton({ workspace, conversation }: StarButtonProps): JSX.Element {
  const isStar = useArrangement(workspace).stars.includes(conversation)
  const { change } = useChanging(workspace)
  return (
    <IconButton
      label={isStar ? words.removeFavourite : words.addFavourite}
      aria-pressed={isStar}
      icon={<Star size={18} fill={isStar ? 'currentColor' : 'none'} />}
      onClick={() =>
        change((all) =>
          isStar ? [unplaced(conversation, 'stars')] : placed(all, conversation, { kind: 'stars' }),
        )
      }
    />
  )
}
