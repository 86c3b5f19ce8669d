/** Words about documents. */
import { wordsOf } from '../../languages/spoken.ts'
import type { DocumentState } from './session.ts'

export const words = wordsOf('documents')
const { kept, troubles } = words

/** What a person should know about where the text is kept, in a few words; empty when there is nothing to say. */
export function keptText({ room, copy }: DocumentState): string {
  if (!copy.isRead) return ''
  switch (room.kind) {
    case 'connecting':
      return kept.connecting
    case 'offline':
      return copy.isWritten ? kept.offline : kept.offlineSaving
    case 'synced':
      return room.saved ? kept.saved : kept.saving
    case 'stopped':
      return copy.isWritten ? kept.deviceOnly : kept.saving
  }
}

/** What keeps the document from being what it should be, and what can be done; undefined if all is well. */
export function documentTrouble({ room, copy, isStrange }: DocumentState): string | undefined {
  if (isStrange) return troubles.strange
  if (copy.trouble !== undefined) return copy.trouble.kind === 'full' ? troubles.diskFull : troubles.notKept
  if (room.kind === 'stopped') return words.stopped[room.why]
  return copy.isDamaged ? troubles.damaged : undefined
}

/** Where the text should be and nothing is known of it yet. */
export const absentText = ({ room }: DocumentState): string =>
  room.kind === 'offline' || room.kind === 'stopped' ? words.absent : words.opening
