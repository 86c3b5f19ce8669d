/** What the page asks of the holder of keys: sealing, opening, and who is in a sealed conversation. Part of `contract.ts`. */
import * as v from 'valibot'
import { millis } from '../base/clock.ts'
import type { Result } from '../base/result.ts'
import { sealedRoles } from '../protocol/directory.ts'
import { conversationIdSchema, userIdSchema, workspaceIdSchema } from '../protocol/id-schemas.ts'
import type { ConversationId } from '../protocol/ids.ts'
import { maxEntryBytes } from '../protocol/limits.ts'
import { headBytes } from '../protocol/log.ts'
import type { BeginFailure, KeysState, MembersFailure } from './people.ts'
import type { OpenedEntries, SealedAppend, SealedPosition, SealedRow, SealFailure } from './sealing.ts'

const bytes = (max: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check((value) => value.length <= max, 'too long'),
  )
const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const someUsers = v.pipe(v.array(userIdSchema), v.minLength(1), v.maxLength(64))
const loggedEntry = v.strictObject({
  seq: counter,
  head: bytes(headBytes),
  time: v.pipe(counter, v.transform(millis)),
  bytes: bytes(maxEntryBytes),
})

export const sealedInputs = {
  /** Whether this device has the keys of its account; puts them up if the account has none. */
  'keys.state': v.strictObject({}),
  'sealed.conversations': v.strictObject({}),
  /** Entries as they lie in the log of a sealed conversation. */
  'sealed.open': v.strictObject({
    conversation: conversationIdSchema,
    entries: v.pipe(v.array(loggedEntry), v.maxLength(4096)),
  }),
  'sealed.position': v.strictObject({ conversation: conversationIdSchema }),
  /** Open entries, in the order in which they are to stand in the log. */
  'sealed.seal': v.strictObject({
    conversation: conversationIdSchema,
    entries: v.pipe(v.array(bytes(maxEntryBytes)), v.maxLength(256)),
    afresh: v.boolean(),
    read: v.exactOptional(counter),
  }),
  /** Entries of this device in a segment: some may be given up. */
  'sealed.erase': v.strictObject({
    conversation: conversationIdSchema,
    entries: v.pipe(v.array(bytes(maxEntryBytes)), v.maxLength(65_536)),
  }),
  'sealed.erased': v.strictObject({
    conversation: conversationIdSchema,
    segment: counter,
    counters: v.pipe(v.array(counter), v.maxLength(65_536)),
  }),
  /** What the relay says of people's lists of devices: main asks for those that it lacks. */
  'sealed.keysChanged': v.strictObject({
    people: v.pipe(v.array(v.strictObject({ user: userIdSchema, version: counter })), v.maxLength(65_536)),
  }),
  /** Nobody else: notes to oneself; one other and no group: the one direct message with that person. */
  'sealed.begin': v.strictObject({
    workspace: workspaceIdSchema,
    others: v.pipe(v.array(userIdSchema), v.maxLength(256)),
    group: v.boolean(),
  }),
  'sealed.changeMembers': v.strictObject({
    conversation: conversationIdSchema,
    change: v.variant('kind', [
      v.strictObject({ kind: v.literal('add'), users: someUsers }),
      v.strictObject({ kind: v.literal('remove'), users: someUsers }),
      v.strictObject({ kind: v.literal('role'), user: userIdSchema, role: v.picklist(sealedRoles) }),
      v.strictObject({ kind: v.literal('leave') }),
    ]),
  }),
}

export interface SealedOutputs {
  readonly 'keys.state': KeysState
  /** All that this device knows to be sealed. */
  readonly 'sealed.conversations': ReadonlyArray<SealedRow>
  readonly 'sealed.open': Result<OpenedEntries, SealFailure>
  readonly 'sealed.position': Result<SealedPosition, SealFailure>
  readonly 'sealed.seal': Result<ReadonlyArray<SealedAppend>, SealFailure>
  readonly 'sealed.erase': Result<ReadonlyArray<Uint8Array>, SealFailure>
  readonly 'sealed.erased': Result<SealedPosition, SealFailure>
  readonly 'sealed.keysChanged': undefined
  readonly 'sealed.begin': Result<ConversationId, BeginFailure>
  readonly 'sealed.changeMembers': Result<void, MembersFailure>
}
