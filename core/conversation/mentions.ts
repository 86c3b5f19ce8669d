/** Whom a message mentions: people by their names, or all who are there. Rules VW4 and VW8 of SPEC.md. */
import { everyone, type UserId } from '../protocol/ids.ts'

type Mentions = ReadonlyArray<UserId> | undefined

/** By name: it is what makes a person follow a thread. */
export const isNamed = (mentions: Mentions, person: UserId): boolean => mentions?.includes(person) ?? false

/** `concerned`: the message stands in the conversation itself, or in a thread that the person follows. Whose message it is, is not looked at. */
export const isMentioned = (mentions: Mentions, person: UserId, concerned: boolean): boolean =>
  isNamed(mentions, person) || (concerned && isNamed(mentions, everyone))
