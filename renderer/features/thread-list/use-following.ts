import { isNamed } from '../../../core/conversation/mentions.ts'
import { chosenIn, choose, type ThreadPlace } from '../../../core/engine/personal/thread-choices.ts'
import type { Message } from '../../../core/conversation/message.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import { words as personalWords } from '../personal/words.ts'
import { words } from './words.ts'

export interface FollowedPlace extends ThreadPlace {
  readonly workspace: WorkspaceId
}

/** Works without a network. `says`: what was done, with the way back; where nothing could be set, that is said in any case. */
export type SetFollowing = (place: FollowedPlace, follows: boolean, says: boolean) => Promise<void>

export function useSetFollowing(): SetFollowing {
  const { personal } = useEngine()
  const { clock, toasts } = usePage()
  return async ({ workspace, ...place }, follows, says) => {
    const { all, set } = personal(workspace)
    const before = all.read()
    const changes = choose(before, { ...place, follows, at: clock.now() })
    const done = await Promise.all(changes.map(([key, value]) => set(key, value)))
    const refused = done.find((each) => !each.ok)
    if (refused !== undefined) return void toasts.say({ text: personalWords.full(refused.failure.limit) })
    const undo = (): void => {
      for (const [key] of changes) void set(key, before.get(key))
    }
    if (says) toasts.say({ text: follows ? words.followed : words.left, undo })
  }
}

/** Whether the person follows the thread; of one that nobody has replied to, whether they would; without a root false. Rules VW3 and VW9. */
export function useFollows(
  { workspace, conversation, root }: Omit<FollowedPlace, 'root'> & Partial<ThreadPlace>,
  message: Pick<Message, 'author' | 'mentions'> | undefined,
): boolean {
  const { personal, threads, self } = useEngine()
  const all = useReadable(personal(workspace).all)
  const said = root && chosenIn(all, { conversation, root })
  const isListed = useSlice(threads, (all) =>
    all.some((each) => each.root === root && each.conversation === conversation),
  )
  const isTheirs = message !== undefined && (message.author === self || isNamed(message.mentions, self))
  return said ?? (isListed || isTheirs)
}
