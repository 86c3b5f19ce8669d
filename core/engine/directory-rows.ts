/** How rows of the directory's view are ordered, and when two show the same. */
import type { Channel, Direct, Document } from './engine.ts'

/** One for all: `localeCompare` looks its rules up at each call. */
const collator = new Intl.Collator()
export const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  collator.compare(left.name, right.name)

type Unread = Pick<Channel, 'unread' | 'unreadCount'>
const sameUnread = ({ unread, unreadCount: left }: Unread, other: Unread): boolean =>
  unread === other.unread &&
  left?.messages === other.unreadCount?.messages &&
  left?.replies === other.unreadCount?.replies &&
  left?.mentions === other.unreadCount?.mentions

export const sameChannel = (left: Channel, right: Channel): boolean =>
  left.name === right.name &&
  left.topic === right.topic &&
  sameUnread(left, right) &&
  left.icon === right.icon &&
  left.private === right.private &&
  left.archived === right.archived &&
  left.joined === right.joined &&
  left.role === right.role &&
  left.level === right.level &&
  left.members === right.members

export const byTitle = (left: Document, right: Document): number => collator.compare(left.title, right.title)
export const sameDocument = (left: Document, right: Document): boolean =>
  left.title === right.title && left.conversation === right.conversation && sameUnread(left, right)

export const sameDirect = (left: Direct, right: Direct): boolean =>
  left.members === right.members &&
  sameUnread(left, right) &&
  left.name === right.name &&
  left.writtenAt === right.writtenAt
