/**
 * Links that the system hands to the app, wherever they were pressed (rules DT5, DT6):
 *
 *   tidings://message/<conversation>/<message>/<author>
 *   tidings://conversation/<conversation>
 *   tidings://invitation/<token>
 *   tidings://signed-in                           the browser gives the person back, and nothing else
 *
 * Any page and any program can make one. So the reader is total, takes nothing that is not exactly one of these, and no link
 * does anything but show: what it asks for is agreed to by the person.
 */
import {
  type ConversationId,
  conversationId,
  isIdText,
  type OpId,
  opId,
  type UserId,
  userId,
} from '../protocol/ids.ts'

export const appLinkScheme = 'tidings'
const start = `${appLinkScheme}://`
/** Code units; the longest is that of a message. */
const maxLink = 256
/** As the relay makes them (base64url), at most so long. */
const token = /^[\w-]{1,128}$/

export type AppLink =
  | {
      readonly kind: 'message'
      readonly conversation: ConversationId
      readonly message: OpId
      readonly author: UserId
    }
  | { readonly kind: 'conversation'; readonly conversation: ConversationId }
  | { readonly kind: 'invitation'; readonly token: string }
  | { readonly kind: 'signed-in' }

export const toMessageLink = (conversation: ConversationId, message: OpId, author: UserId): string =>
  `${start}message/${conversation}/${message}/${author}`

export const toConversationLink = (conversation: ConversationId): string =>
  `${start}conversation/${conversation}`

/** What the browser gives the person back by. */
export const signedInLink = `${start}signed-in`

/** Undefined for anything else. */
export function readAppLink(link: string): AppLink | undefined {
  if (link.length > maxLink || !link.startsWith(start)) return undefined
  const [kind, ...parts] = link.slice(start.length).split('/')
  const [first, second, third] = parts
  switch (kind) {
    case 'message':
      return parts.length === 3 && isIdText(first) && isIdText(second) && isIdText(third)
        ? { kind, conversation: conversationId(first), message: opId(second), author: userId(third) }
        : undefined
    case 'conversation':
      return parts.length === 1 && isIdText(first) ? { kind, conversation: conversationId(first) } : undefined
    case 'invitation':
      return parts.length === 1 && first !== undefined && token.test(first)
        ? { kind, token: first }
        : undefined
    case 'signed-in':
      // Some systems end an address without a path in a slash.
      return parts.every((part) => part === '') && parts.length < 2 ? { kind } : undefined
    default:
      return undefined
  }
}
