/** What the page asks main to keep until the relay has it. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { conversationIdSchema } from '../protocol/id-schemas.ts'
import { maxEntryBytes } from '../protocol/limits.ts'
import type { OutboxContents, OutboxFailure } from '../storage/outbox.ts'

const bytes = (max: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check((value) => value.length <= max, 'too long'),
  )
const counter = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const maxReplacementBytes = 64 * 1024 * 1024
const entryKey = { conversation: conversationIdSchema, counter }

export const outboxInputs = {
  'outbox.open': v.strictObject({}),
  'outbox.append': v.strictObject({
    entries: v.pipe(
      v.array(v.strictObject({ ...entryKey, bytes: bytes(maxEntryBytes) })),
      v.minLength(1),
      v.maxLength(256),
    ),
  }),
  'outbox.remove': v.strictObject({ entries: v.pipe(v.array(v.strictObject(entryKey)), v.maxLength(4096)) }),
  /** All entries together in one record of the journal: so many bytes fit into it. */
  'outbox.replace': v.strictObject({
    conversation: conversationIdSchema,
    nextCounter: counter,
    entries: v.pipe(
      v.array(v.strictObject({ ...entryKey, bytes: bytes(maxEntryBytes) })),
      v.check(
        (entries) => entries.reduce((sum, entry) => sum + entry.bytes.length, 0) <= maxReplacementBytes,
        'too long',
      ),
    ),
  }),
}

export interface OutboxOutputs {
  readonly 'outbox.open': Result<OutboxContents, OutboxFailure>
  readonly 'outbox.append': Result<void, OutboxFailure>
  readonly 'outbox.remove': Result<void, OutboxFailure>
  readonly 'outbox.replace': Result<void, OutboxFailure>
}
