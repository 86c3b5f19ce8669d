/** What the sidebar tells of a conversation: whether there is something to read, and the number that stands beside its name. */
import type { Channel } from '../../../core/engine/engine.ts'

export interface Told {
  readonly unread: boolean
  /** Of what concerns the person: mentions in channels, every message where they are written to. */
  readonly count: number
}

/** `dm` and `group` are written to their members; a `channel` is there for whoever is interested. Documents have a channel's chat. */
export type ToldAs = 'dm' | 'group' | 'channel'

type Unread = Pick<Channel, 'unread' | 'unreadCount' | 'level'>

export const nothingTold: Told = { unread: false, count: 0 }

/** A muted conversation tells of mentions alone. */
export function toldOf({ unread, unreadCount, level = 'all' }: Unread, as: ToldAs): Told {
  if (!unread) return nothingTold
  const { messages = 0, replies = 0, mentions = 0 } = unreadCount ?? {}
  if (level !== 'all') return { unread: mentions > 0, count: mentions }
  switch (as) {
    case 'dm':
      return { unread, count: messages + replies }
    case 'group':
      return { unread, count: Math.max(messages, mentions) }
    case 'channel':
      return { unread, count: mentions }
  }
}

export const sumTold = (all: Iterable<Told>): Told => {
  let sum = nothingTold
  for (const { unread, count } of all) sum = { unread: sum.unread || unread, count: sum.count + count }
  return sum
}
