import { useEffect, useMemo, useState } from 'react'
import type { Member } from '../../../core/engine/engine.ts'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'

/** Who can be mentioned: of a sealed conversation those in it, else everybody of the workspace, this person included. */
export function usePeople({ id }: ConversationModel, workspace: WorkspaceId): ReadonlyArray<Member> {
  const engine = useEngine()
  const { sealed } = usePerson()
  const directory = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const others = conversations.find((each) => each.id === id)?.others
  const [members, setMembers] = useState<ReadonlyArray<Member>>([])
  useEffect(() => {
    let isWanted = true
    void engine.members(workspace).then((all) => {
      if (isWanted) setMembers(all)
    })
    return () => {
      isWanted = false
    }
  }, [engine, workspace, directory])
  return useMemo(() => {
    if (others === undefined) return members
    const isIn = new Set<UserId>([...others, engine.self])
    return members.filter(({ user }) => isIn.has(user))
  }, [members, others, engine])
}
