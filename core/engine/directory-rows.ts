/** How rows of the directory's view are ordered, and when two show the same. */
import { sameBesides } from './besides.ts'
import type { Channel, Direct, Document } from './engine.ts'

/** One for all: `localeCompare` looks its rules up at each call. Deck 2 stands before deck 10. */
const collator = new Intl.Collator(undefined, { numeric: true })
export const byName = (left: { readonly name: string }, right: { readonly name: string }): number =>
  collator.compare(left.name, right.name)

type Told = Pick<Channel, 'unread' | 'unreadCount' | 'level'>
const sameTold = ({ unread, unreadCount: left, level }: Told, other: Told): boolean =>
  unread === other.unread &&
  level === other.level &&
  left?.messages === other.unreadCount?.messages &&
  left?.replies === other.unreadCount?.replies &&
  left?.mentions === other.unreadCount?.mentions

export const sameChannel = (left: Channel, right: Channel): boolean =>
  left.name === right.name &&
  left.topic === right.topic &&
  sameTold(left, right) &&
  left.icon === right.icon &&
  left.private === right.private &&
  left.archived === right.archived &&
  left.joined === right.joined &&
  left.waits === right.waits &&
  left.refused === right.refused &&
  left.role === right.role &&
  left.members === right.members

export const byTitle = (left: Document, right: Document): number => collator.compare(left.title, right.title)
export const sameDocument = (left: Document, right: Document): boolean =>
  left.title === right.title &&
  left.conversation === right.conversation &&
  left.waits === right.waits &&
  left.refused === right.refused &&
  sameTold(left, right) &&
  sameBesides(left, right)

export const sameDirect = (left: Direct, right: Direct): boolean =>
  left.members === right.members &&
  sameTold(left, right) &&
  sameBesides(left, right) &&
  left.name === right.name &&
  left.writtenAt === right.writtenAt
