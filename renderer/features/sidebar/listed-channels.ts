/** The channels of a workspace as they are listed: open ones, and sealed ones that are called like a channel. */
import { useMemo } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { noSealed } from '../main/no-sealed.ts'
import type { SealedConversation } from '../people/people-model.ts'
import { privateChannelOf } from '../people/private-channel.ts'
import type { ListedChannel } from './channel-entry.tsx'

export function useListedChannels(workspace: Workspace): ReadonlyArray<ListedChannel> {
  const { sealed } = usePerson()
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  return useMemo(() => listedChannels(workspace, conversations), [workspace, conversations])
}

const collator = new Intl.Collator()

/** By name; of two that are called the same the open one first. @internal */
export function listedChannels(
  { id: workspace, channels }: Pick<Workspace, 'id' | 'channels'>,
  conversations: ReadonlyArray<SealedConversation>,
): ReadonlyArray<ListedChannel> {
  const open = channels.map(({ id, name, unread }) => ({ id, name, unread, isPrivate: false }))
  const sealed = conversations.flatMap((conversation) => {
    const name = conversation.workspace === workspace ? privateChannelOf(conversation) : undefined
    const { id, unread } = conversation
    return name === undefined ? [] : [{ id, name, unread, isPrivate: true }]
  })
  return [...open, ...sealed].toSorted((left, right) => collator.compare(left.name, right.name))
}
