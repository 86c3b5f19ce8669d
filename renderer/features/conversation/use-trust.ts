import { useMemo } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import type { Subject } from './subject.ts'

/** What holds of a channel: nobody's keys have a part in it. */
const channelTrust = createCell<ConversationTrust>({
  readers: [],
  checkedUpTo: undefined,
  events: [],
  reading: { kind: 'readable' },
})

export function useTrust(subject: Subject): ConversationTrust {
  const { sealed } = usePerson()
  const id = subject.kind === 'sealed' ? subject.conversation.id : undefined
  const source = useMemo(
    () => (id === undefined || sealed === undefined ? channelTrust : sealed.trust.of(id)),
    [sealed, id],
  )
  return useReadable(source)
}

/** Those for whom nothing is sealed until their new key was compared or accepted; undefined if there are none. */
export function distrustedIn({
  readers,
}: ConversationTrust): readonly [UserId, ...ReadonlyArray<UserId>] | undefined {
  const [first, ...others] = readers
    .filter(({ verification }) => verification.kind === 'distrusted')
    .map(({ user }) => user)
  return first === undefined ? undefined : [first, ...others]
}
