/**
 * The changes that wait, and those that were refused and not yet seen: one small file, sealed under a key of the account
 * and written anew with each change.
 */
import { readFile } from 'node:fs/promises'
import * as v from 'valibot'
import type { Random } from '../../core/base/random.ts'
import { directoryEditSchema } from '../../core/bridge/changes-contract.ts'
import { conversationIdSchema } from '../../core/protocol/id-schemas.ts'
import type { ManageFailure } from '../../core/bridge/contract.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { isMissing } from '../disk/system-error.ts'
import { seal, sealingReady, unseal } from '../sealing/sealing.ts'

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const isFailure = (value: unknown): boolean => v.is(v.looseObject({ kind: v.string() }), value)
const keptSchema = v.strictObject({
  waiting: v.array(v.strictObject({ id, edit: directoryEditSchema, mayBeThere: v.boolean() })),
  refused: v.array(
    v.strictObject({ id, edit: directoryEditSchema, failure: v.custom<ManageFailure>(isFailure) }),
  ),
  /** What was to be made and was given up, until what was written there is forgotten. */
  givenUp: v.optional(v.array(v.strictObject({ id, conversation: conversationIdSchema })), []),
})
export type KeptChanges = v.InferOutput<typeof keptSchema>

export interface ChangeFileDeps {
  readonly file: string
  /** 32 bytes; not wiped here. */
  readonly key: Uint8Array
  readonly random: Random
}

const purpose = new TextEncoder().encode('tidings/v1/changes')

/** Undefined for what is damaged, or of another account; a missing file is an empty one. Rejects with the system's error. */
export async function readChanges({ file, key }: ChangeFileDeps): Promise<KeptChanges | undefined> {
  await sealingReady
  try {
    const plain = unseal(key, await readFile(file), purpose)
    const read = v.safeParse(keptSchema, JSON.parse(new TextDecoder().decode(plain)))
    return read.success ? read.output : undefined
  } catch (error) {
    if (isMissing(error)) return { waiting: [], refused: [], givenUp: [] }
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Durable once resolved. Rejects with the system's error; then the file is as it was. */
export async function writeChanges({ file, key, random }: ChangeFileDeps, kept: KeptChanges): Promise<void> {
  await replaceFile(file, seal(key, new TextEncoder().encode(JSON.stringify(kept)), purpose, random))
}
