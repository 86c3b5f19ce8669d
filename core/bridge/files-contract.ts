/** What page and main say to each other about files. The page hands bytes over, never paths; main gives bytes back. */
import * as v from 'valibot'
import { attachmentIdSchema, conversationIdSchema, hashSchema } from '../protocol/id-schemas.ts'
import type { AttachmentId } from '../protocol/ids.ts'
import type { Result } from '../base/result.ts'
import type { ServerError } from './server-error.ts'
import type { ByPolicy } from './policy-contract.ts'
import { searchedWholeBytes } from './searched-bytes.ts'

/** Why bytes are not the file that a message speaks of. */
export type FileRefusal =
  /** Fewer bytes than the message says. */
  | 'truncated'
  /** More bytes than the message says. */
  | 'extended'
  /** Other bytes: of another file, or changed on the way. */
  | 'swapped'
  /** The very bytes that the message names, but no file sealed as agreed: whoever wrote the message made them so. */
  | 'malformed'

export type FileFailure =
  | ByPolicy
  | { readonly kind: 'locked' }
  | { readonly kind: 'expired' }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'too-many-requests'; readonly retryAfterSeconds: number }
  | ServerError
  /** In bytes: what may be sent, or what this app opens. */
  | { readonly kind: 'too-large'; readonly limit: number }
  /** The person has no room left at the relay. */
  | { readonly kind: 'quota' }
  | { readonly kind: 'disk-full' }
  | { readonly kind: 'disk'; readonly detail: string }
  /** The relay has no such file for this person, or not yet. */
  | { readonly kind: 'not-there' }
  | { readonly kind: 'refused'; readonly why: FileRefusal }
  /** The relay has it scanned first. */
  | { readonly kind: 'unscanned' }
  /** Malware was found in it, and the relay has taken it away. */
  | { readonly kind: 'infected' }
  /** The person took it back, or it was not begun in this run of the app. */
  | { readonly kind: 'cancelled' }

/** A file on its way. What is not on its way any more is not told of. */
export interface FileTransfer {
  readonly id: AttachmentId
  readonly direction: 'up' | 'down'
  /** Sealed bytes. */
  readonly done: number
  readonly total: number
  /** Set where the relay said no: nothing more happens until the person asks for it. */
  readonly failure?: FileFailure
}

/** A file that is here in whole and was neither sent nor given up. */
export interface WaitingFile {
  readonly id: AttachmentId
  /** It came in before this run of the app: nobody but who remembers it knows of it. */
  readonly isFromBefore: boolean
}

/** What a message has to say of a file so that others can open it. `size` and `sha256` are of the sealed bytes. */
export interface SealedFile {
  readonly id: AttachmentId
  readonly sha256: Uint8Array
  readonly seal: { readonly key: Uint8Array; readonly header: Uint8Array; readonly size: number }
}

export const maxBridgePiece = 1_048_576

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const bytesOf = (length: number) =>
  v.pipe(
    v.instance(Uint8Array),
    v.check((bytes) => bytes.length === length, 'not of this length'),
  )
const piece = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length <= maxBridgePiece, 'too long'),
)
const id = attachmentIdSchema
const ids = v.pipe(v.array(id), v.minLength(1), v.maxLength(16))

/** As a message speaks of it. */
const wantedFile = {
  id,
  size: natural,
  sha256: hashSchema,
  seal: v.strictObject({ key: bytesOf(32), header: bytesOf(24), size: natural }),
}

export const fileInputs = {
  /** Main makes room for a file of `size` bytes, sealed as it comes in. */
  'files.begin': v.strictObject({ conversation: conversationIdSchema, size: natural }),
  /** The next bytes: `at` is how many came before. */
  'files.write': v.strictObject({ id, at: natural, bytes: piece }),
  /** All of it is here, and durable once answered: it waits until it is sent or dropped, over a new start too. */
  'files.finish': v.strictObject({ id }),
  /** The message that names them is about to be written: from now on they are brought to the relay, whatever happens. */
  'files.send': v.strictObject({ ids }),
  /** Gives a file up, wherever it has got to: here, on its way, on the relay if it is this person's. */
  'files.drop': v.strictObject({ id }),
  /** The message that named them was taken back: they go from this device and from the relay. */
  'files.remove': v.strictObject({ ids }),
  /** What the relay refused is tried once more. */
  'files.retry': v.strictObject({ id }),
  'files.waiting': v.strictObject({}),
  'files.transfers': v.strictObject({}),
  /** Fetches the file of a message if it is not here, and checks all of it before a byte can be read. */
  'files.fetch': v.strictObject(wantedFile),
  /** The piece behind the first `at` bytes of the file of a message, if it is here in whole, of at most the first `upTo`. Nothing is fetched. */
  'files.beginning': v.strictObject({
    ...wantedFile,
    at: natural,
    upTo: v.pipe(natural, v.maxValue(searchedWholeBytes)),
  }),
  /** Those that are here in whole, and that a message may name. */
  'files.kept': v.strictObject({}),
  /** The next piece of a file that was fetched; empty after the last. */
  'files.read': v.strictObject({ ticket: natural, at: natural }),
}

export interface FileOutputs {
  readonly 'files.begin': Result<AttachmentId, FileFailure>
  readonly 'files.write': Result<void, FileFailure>
  readonly 'files.finish': Result<SealedFile, FileFailure>
  readonly 'files.send': Result<void, FileFailure>
  readonly 'files.drop': Result<void, FileFailure>
  readonly 'files.remove': Result<void, FileFailure>
  readonly 'files.retry': undefined
  readonly 'files.waiting': Result<ReadonlyArray<WaitingFile>, FileFailure>
  readonly 'files.transfers': ReadonlyArray<FileTransfer>
  readonly 'files.fetch': Result<number, FileFailure>
  readonly 'files.beginning': Result<Uint8Array, FileFailure>
  readonly 'files.kept': Result<ReadonlyArray<AttachmentId>, FileFailure>
  readonly 'files.read': Result<Uint8Array, FileFailure>
}
