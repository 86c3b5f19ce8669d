import { useCallback, useEffect, useState } from 'react'
import type { Member } from '../../../core/engine/engine.ts'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'

export type AskPeople = () => Promise<ReadonlyArray<Member>>

/** Asks who can be mentioned: of a sealed conversation those in it, else everybody of the workspace, this person included. */
export function useAskPeople({ id }: Pick<ConversationModel, 'id'>, workspace: WorkspaceId): AskPeople {
  const engine = useEngine()
  const { sealed } = usePerson()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const others = conversations.find((each) => each.id === id)?.others
  return useCallback(async () => {
    const members = await engine.members(workspace)
    if (others === undefined) return members
    const isIn = new Set<UserId>([...others, engine.self])
    return members.filter(({ user }) => isIn.has(user))
  }, [engine, workspace, others])
}

const none: ReadonlyArray<Member> = []

/**
 * Who can be mentioned, as far as they have been read, while that is wanted. Who comes meanwhile is seen with the next
 * sign: to list them with every change of the directory would be to do so with every message that comes in.
 */
export function useWantedPeople(wanted: boolean, askPeople: AskPeople): ReadonlyArray<Member> {
  const [people, setPeople] = useState(none)
  useEffect(() => {
    if (!wanted) return
    let isWanted = true
    void askPeople().then((all) => {
      if (isWanted) setPeople(all)
    })
    return () => {
      isWanted = false
    }
  }, [wanted, askPeople])
  return people
}
