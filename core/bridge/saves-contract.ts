/** Files that the person asks for: the page makes their bytes, main writes them where the person wants. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { maxBridgePiece } from './files-contract.ts'

export type SaveFailure =
  /** The person chose no place, or called it off. */
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'disk'; readonly detail: string }

/** What is being written. */
export interface SaveBegun {
  readonly ticket: number
  /** Where it will be. */
  readonly place: string
}

const ticket = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
/** A mere name, such as every system takes. */
export const fileNameSchema = v.pipe(
  v.string(),
  v.regex(/^[\p{L}\p{N}][\p{L}\p{N} ._()-]{0,119}$/u, 'a file name'),
)

export const savesInputs = {
  /** Asks the person for a place where the shell can; else it is the folder for such files. */
  'saves.begin': v.strictObject({ name: fileNameSchema }),
  'saves.write': v.strictObject({
    ticket,
    bytes: v.pipe(
      v.instance(Uint8Array),
      v.check((bytes) => bytes.length <= maxBridgePiece, 'too long'),
    ),
  }),
  /** All of it is there, and would survive a power cut. Before that nothing has that name. */
  'saves.finish': v.strictObject({ ticket }),
  'saves.cancel': v.strictObject({ ticket }),
}

export interface SavesOutputs {
  readonly 'saves.begin': Result<SaveBegun, SaveFailure>
  readonly 'saves.write': Result<void, SaveFailure>
  readonly 'saves.finish': Result<string, SaveFailure>
  readonly 'saves.cancel': undefined
}
