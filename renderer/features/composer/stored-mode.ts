/** What is being answered or edited in one place, as it lies in the local store. */
import * as v from 'valibot'
import { createCell } from '../../../core/base/readable.ts'
import { opIdSchema, userIdSchema } from '../../../core/protocol/id-schemas.ts'
import type { Begun, ComposerMode } from './composer-mode.ts'

const stored = v.variant('kind', [
  /** Not what it says: that may disappear, or be taken back, and is not to lie here then. */
  v.strictObject({ kind: v.literal('reply'), id: opIdSchema, author: userIdSchema }),
  v.strictObject({
    kind: v.literal('edit'),
    id: opIdSchema,
    text: v.string(),
    mentions: v.optional(v.pipe(v.array(userIdSchema), v.readonly())),
    /** The new text, as far as it has come. */
    typed: v.string(),
  }),
])

/** Undefined where nothing is begun. */
export function encodeMode(mode: ComposerMode): Uint8Array | undefined {
  if (mode.kind === 'new') return undefined
  return new TextEncoder().encode(JSON.stringify(toStored(mode)))
}

function toStored(mode: Begun): v.InferOutput<typeof stored> {
  if (mode.kind === 'reply') return { kind: 'reply', id: mode.to.id, author: mode.to.author }
  const { id, text, mentions } = mode.message
  return { kind: 'edit', id, text, mentions, typed: mode.typed.read() }
}

/** Undefined for anything else: a disk may hold anything. */
export function decodeMode(bytes: Uint8Array): Begun | undefined {
  try {
    const read = v.safeParse(stored, JSON.parse(new TextDecoder().decode(bytes)))
    return read.success ? toMode(read.output) : undefined
  } catch {
    return undefined
  }
}

function toMode(output: v.InferOutput<typeof stored>): Begun {
  if (output.kind === 'reply') {
    const { id, author } = output
    return { kind: 'reply', to: { id, author, text: '' } }
  }
  const { id, text, mentions, typed } = output
  const message = { id, text, ...(mentions !== undefined && { mentions }) }
  return { kind: 'edit', message, typed: createCell(typed) }
}
