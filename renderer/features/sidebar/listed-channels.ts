/** The channels of a workspace as they are listed: open ones, and sealed ones that are called like a channel. */
import { useMemo } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { byName } from '../../../core/engine/directory-rows.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import type { SealedConversation } from '../people/people-model.ts'
import { privateChannelOf } from '../people/private-channel.ts'
import { useTold } from '../unread/use-told.ts'
import type { ListedChannel } from './channel-entry.tsx'

export function useListedChannels(workspace: Workspace): ReadonlyArray<ListedChannel> {
  const { sealed } = usePerson()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  const told = useTold()
  return useMemo(() => listedChannels(workspace, conversations, told), [workspace, conversations, told])
}

/** By name; of two that are called the same the open one first. Those that the person has left, and those archived for everybody, are not listed. @internal */
export function listedChannels(
  { id: workspace, channels }: Pick<Workspace, 'id' | 'channels'>,
  conversations: ReadonlyArray<SealedConversation>,
  told: ReturnType<typeof useTold>,
): ReadonlyArray<ListedChannel> {
  const open = channels
    .filter(({ joined, archived }) => joined !== false && archived !== true)
    .map((channel) => ({
      id: channel.id,
      name: channel.name,
      told: told(channel, 'channel'),
      isPrivate: channel.private === true,
      ...(channel.icon !== undefined && channel.icon !== '' && { icon: channel.icon }),
      level: channel.level,
      ...(channel.refused && { refused: channel.refused }),
    }))
  const sealed = conversations.flatMap((conversation) => {
    const name = conversation.workspace === workspace ? privateChannelOf(conversation) : undefined
    if (name === undefined) return []
    const { id, level, icon, archived } = conversation
    const own = { ...(icon !== undefined && { icon }), level, ...(archived === true && { archived }) }
    return [{ id, name, told: told(conversation, 'channel'), isPrivate: true, ...own }]
  })
  return [...open, ...sealed].toSorted(byName)
}
