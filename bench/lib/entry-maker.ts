import { millis } from '../../core/base/clock.ts'
import { encodeOp } from '../../core/conversation/op-codec.ts'
import { newClientId } from '../../core/conversation/sub-log.ts'
import { encodeEntry } from '../../core/protocol/entry.ts'
import { type ConversationId, type DeviceId, opId, randomId, type UserId } from '../../core/protocol/ids.ts'
import { systemRandom as random } from '../../sync-server/system.ts'
import { textWith } from './wire.ts'
import { updateOf } from './wire-tidings.ts'

export interface EntryMaker {
  readonly claim: () => Uint8Array
  /** A post of 120 characters. */
  readonly post: () => Uint8Array
}

/** The entries of one device in one conversation, in their order. */
export function createEntryMaker(head: {
  readonly conversation: ConversationId
  readonly device: DeviceId
  readonly user: UserId
}): EntryMaker {
  const { conversation, device, user } = head
  const client = newClientId(random)
  let counter = 0
  return {
    claim: () =>
      encodeEntry({
        kind: 'claim',
        conversation,
        device,
        user,
        segment: 0,
        counter: counter++,
        client,
        gateway: false,
      }),
    post: () => {
      const at = { time: millis(1_763_683_200_000), counter: 0 }
      const op = encodeOp({ kind: 'post', id: randomId(opId, random), at, by: user, text: textWith('') })
      const update = updateOf(client, counter - 1, [op])
      return encodeEntry({
        kind: 'content',
        conversation,
        device,
        user,
        segment: 0,
        counter: counter++,
        update,
      })
    },
  }
}
