/** Entries of a device that is no engine: it may do what it likes, and fill logs by the thousand. */
import { orThrow } from '../../core/base/defect.ts'
import { createConversation } from '../../core/conversation/conversation.ts'
import { encodeEntry } from '../../core/protocol/entry.ts'
import { type ConversationId, deviceId, type UserId } from '../../core/protocol/ids.ts'
import { mallory } from './conversations.ts'
import type { FakeRelay } from './fake-relay-parts.ts'
import { createSeededRandom } from './seeded-random.ts'
import { createVirtualClock } from './virtual-clock.ts'

export interface Stranger {
  readonly claim: (client: number, gateway?: boolean) => Uint8Array
  /** Goes on in the next segment after 2,000 ops, as everybody does. */
  readonly post: (client: number, text: string) => Uint8Array
}

/** `author` is whom its ops name. */
export function createStranger(
  conversation: ConversationId,
  user: UserId = mallory,
  author: UserId = user,
): Stranger {
  const clock = createVirtualClock()
  const random = createSeededRandom(5)
  const document = createConversation({
    id: conversation,
    self: author,
    clock,
    random,
    isModerator: () => false,
  })
  const head = { conversation, device: deviceId('f'.repeat(32)), user }
  let counter = 0
  return {
    claim: (client, gateway = false) =>
      encodeEntry({ kind: 'claim', ...head, segment: 0, counter: counter++, client, gateway }),
    post: (client, text) => {
      clock.advance(1)
      const { segment, update } = orThrow(document.write(client, { kind: 'post', text }))
      return encodeEntry({ kind: 'content', ...head, segment, counter: counter++, update })
    },
  }
}

/** Puts `count` messages, `message 0` and on, into a log. */
export function fillLog(relay: FakeRelay, conversation: ConversationId, count: number): Stranger {
  const author = createStranger(conversation)
  relay.inject(conversation, author.claim(77))
  for (let each = 0; each < count; each++) relay.inject(conversation, author.post(77, `message ${each}`))
  return author
}
