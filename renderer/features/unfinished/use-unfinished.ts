import type { ConversationId, OpId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { placeOf } from './places.ts'

/** Whether the new text of a message, or a file, waits there. */
export function useUnfinished(conversation: ConversationId, root?: OpId): boolean {
  const { files, modes } = usePage()
  const place = placeOf(usePerson().engine.self, conversation, root)
  const hasEdit = useSlice(modes.unfinished, (all) => all.has(place))
  return useSlice(files.unfinished, (all) => all.has(place)) || hasEdit
}
