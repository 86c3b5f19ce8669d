import { useCallback, useEffect, useState } from 'react'
import type { Member } from '../../../core/engine/engine.ts'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'

export interface MentionablePeople {
  /** As far as they have been read. */
  readonly people: ReadonlyArray<Member>
  /** All of them. */
  readonly askPeople: () => Promise<ReadonlyArray<Member>>
}

/** Who can be mentioned: of a sealed conversation those in it, else everybody of the workspace, this person included. */
export function usePeople({ id }: Pick<ConversationModel, 'id'>, workspace: WorkspaceId): MentionablePeople {
  const engine = useEngine()
  const { sealed } = usePerson()
  const directory = useReadable(engine.directory)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const others = conversations.find((each) => each.id === id)?.others
  const [people, setPeople] = useState<ReadonlyArray<Member>>([])
  const askPeople = useCallback(async (): Promise<ReadonlyArray<Member>> => {
    const members = await engine.members(workspace)
    if (others === undefined) return members
    const isIn = new Set<UserId>([...others, engine.self])
    return members.filter(({ user }) => isIn.has(user))
  }, [engine, workspace, others])
  useEffect(() => {
    let isWanted = true
    void askPeople().then((all) => {
      if (isWanted) setPeople(all)
    })
    return () => {
      isWanted = false
    }
  }, [askPeople, directory])
  return { people, askPeople }
}
