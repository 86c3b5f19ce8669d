import { useCallback, useEffect, useState } from 'react'
import type { Member } from '../../../core/engine/engine.ts'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import { mentionOfAll } from '../everyone/late.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import type { MentionOfAll } from './completion.ts'

export interface Mentionable {
  readonly people: ReadonlyArray<Member>
  readonly all: MentionOfAll | undefined
}

export type AskPeople = () => Promise<Mentionable>

/**
 * Asks who can be mentioned: of a sealed conversation those in it, else everybody of the workspace, this person included. `thread`: where a
 * message would show in that alone.
 */
export function useAskPeople(
  { id }: Pick<ConversationModel, 'id'>,
  workspace: WorkspaceId,
  thread?: ConversationModel['open'],
): AskPeople {
  const engine = useEngine()
  const { sealed } = usePerson()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const others = conversations.find((each) => each.id === id)?.others
  return useCallback(async () => {
    const members = await engine.members(workspace)
    const place = { workspace, id, thread: thread?.view.read().messages }
    const all = await mentionOfAll.read().then(
      ({ mentionOfAllIn }) => mentionOfAllIn(engine, place, members),
      () => undefined, // it is mere text then
    )
    if (others === undefined) return { people: members, all }
    const isIn = new Set<UserId>([...others, engine.self])
    return { people: members.filter(({ user }) => isIn.has(user)), all }
  }, [engine, workspace, id, thread, others])
}

const none: Mentionable = { people: [], all: undefined }

/**
 * Who can be mentioned, as far as they have been read, while that is wanted. Who comes meanwhile is seen with the next
 * sign: to list them with every change of the directory would be to do so with every message that comes in.
 */
export function useWantedPeople(wanted: boolean, askPeople: AskPeople): Mentionable {
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
