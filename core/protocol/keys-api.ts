/**
 * The relay's addresses for what sealed conversations need beside their logs: device lists, leaf keys, the recovery
 * backup and the mailbox through which a new device is linked. The relay carries all of it and can read none of the
 * secrets in it. Bytes travel in JSON as base64url without padding. Rules KY* of SPEC.md.
 */
import * as v from 'valibot'
import { millis } from '../base/clock.ts'
import { bytesUpTo } from './byte-schemas.ts'
import { deviceIdSchema, plainIdSchema, userIdSchema } from './id-schemas.ts'

/** As core/sealed reads them at most. */
const maxListBytes = 16_384
const maxLeafBytes = 256
/** Keys of some 20,000 epochs. */
export const maxBackupBytes = 4 * 1_048_576
export const maxLinkBytes = 1_048_576
/** Messages that a slot takes before it is over. */
export const maxLinkMessages = 8
/** A slot ends this long after its first message. */
export const linkSlotMs = 10 * 60_000
/** How long the relay lets a reader wait for the next message of a slot. */
export const linkWaitMs = 10_000
/** People whose keys one query asks for. */
export const maxQueriedUsers = 64
/** Lists of one person in one answer. */
export const maxAnsweredLists = 32

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

export const putListBody = v.strictObject({
  list: bytesUpTo(maxListBytes),
  /** Of the device that asks, where it is new in this list: whoever sees the list can wrap keys to it. */
  leaf: v.optional(bytesUpTo(maxLeafBytes)),
})
export const putLeafBody = v.strictObject({ leaf: bytesUpTo(maxLeafBytes) })
export const queryKeysBody = v.strictObject({
  users: v.pipe(
    v.array(
      v.strictObject({
        user: userIdSchema,
        /** The newest version that the asker has; 0 for none. */
        after: number,
      }),
    ),
    v.maxLength(maxQueriedUsers, 'too many'),
  ),
})
/** Of people whom the asker may not know, and of those who have published nothing, the answer says nothing. */
export const keysAnswer = v.object({
  users: v.array(
    v.object({
      user: userIdSchema,
      /**
       * Ascending and without a gap from `after` on, but at most `maxAnsweredLists`: the last is always the newest, so
       * where more are missing the gap lies before it.
       */
      lists: v.array(bytesUpTo(maxListBytes)),
      /** The newest leaf of each device of the newest list that has published one. */
      leaves: v.array(bytesUpTo(maxLeafBytes)),
    }),
  ),
})
export type KeysAnswer = v.InferOutput<typeof keysAnswer>

/** `version` is one more than the relay's; 1 for the first. Also the answer to GET. */
export const backupBody = v.strictObject({ version: number, blob: bytesUpTo(maxBackupBytes) })

/** When the user's own devices were connected last, in milliseconds; those that never were are not in it. */
export const seenAnswer = v.object({
  devices: v.array(v.object({ device: deviceIdSchema, seen: v.pipe(number, v.transform(millis)) })),
})
export type SeenAnswer = v.InferOutput<typeof seenAnswer>

export const linkMessageBody = v.strictObject({ message: bytesUpTo(maxLinkBytes) })
/** The number of the message in its slot: 1, 2… */
export const linkPostedAnswer = v.object({ number })
/** Messages after the one asked for, one at least unless none came while the relay waited; as many as `maxLinkBytes` hold. */
export const linkMessagesAnswer = v.object({
  messages: v.array(v.object({ number, from: deviceIdSchema, message: bytesUpTo(maxLinkBytes) })),
})
export const linkSlot = v.object({ slot: plainIdSchema })
export const linkQuery = v.strictObject({
  after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number)), '0'),
})

export const keysPaths = {
  list: '/v1/keys/list',
  leaf: '/v1/keys/leaf',
  query: '/v1/keys/query',
  backup: '/v1/keys/backup',
  seen: '/v1/keys/seen',
  /** `slot`: 32 lowercase hex characters. GET takes `?after=` the number of the newest message that the reader has. */
  link: (slot: string) => `/v1/keys/link/${slot}`,
} as const
