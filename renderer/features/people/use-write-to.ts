import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useGo } from '../main/go-context.ts'
import { beginFailureText, words } from './words.ts'

/** Goes to what is said with somebody alone, begun if need be; undefined where nothing can be sealed. */
export function useWriteTo(workspace: WorkspaceId): ((user: UserId) => Promise<void>) | undefined {
  const { engine, sealed } = usePerson()
  const { toasts } = usePage()
  const go = useGo()
  if (sealed === undefined) return undefined
  return async (user) => {
    const begun = await sealed.people.begin(workspace, user === engine.self ? [] : [user], '')
    if (begun.ok) return go(workspace, begun.value)
    const nameOf = (each: UserId): string => engine.member(workspace, each)?.name ?? words.someone
    toasts.say({ text: beginFailureText(begun.failure, nameOf, words.about.group) })
  }
}
