/** The backup of an account as a file: main seals and opens it, the page gives and takes what it keeps. Part of `contract.ts`. */
import * as v from 'valibot'
import type { Result } from '../base/result.ts'
import { passwordSchema } from '../protocol/api.ts'
import type { UserId } from '../protocol/ids.ts'
import { maxBridgePiece } from './files-contract.ts'
import type { TooShort } from './policy-contract.ts'
import { fileNameSchema, type SaveBegun, type SaveFailure } from './saves-contract.ts'

/** What stands in front of a backup. */
export interface BackupAbout {
  readonly user: UserId
  readonly username: string
  readonly displayName: string
  readonly relay: string
  /** Milliseconds since 1970. */
  readonly made: number
}

/** Attached files, in sealed bytes. */
export interface FilesHere {
  readonly count: number
  readonly bytes: number
}

export type BackupFailure =
  | { readonly kind: 'no-backup' }
  | { readonly kind: 'newer' }
  | { readonly kind: 'wrong-passphrase' }
  /** Changed since it was written. */
  | { readonly kind: 'damaged' }
  /** Its end is missing. */
  | { readonly kind: 'truncated' }
  /** Its parts do not stand in their order, or one is missing. */
  | { readonly kind: 'reordered' }
  /** It was not begun in this run of the app, or is over. */
  | { readonly kind: 'cancelled' }

export type MakeBackupFailure =
  | SaveFailure
  | TooShort
  | { readonly kind: 'locked' }
  | { readonly kind: 'keys'; readonly detail: string }
  /** An attached file that lies here could not be read. */
  | { readonly kind: 'files'; readonly detail: string }

/** How often a backup is made again by itself. */
export const repeats = ['day', 'week'] as const
export type Repeat = (typeof repeats)[number]

/** A backup that is made again by itself, while this account is open. */
export interface BackupRepeat {
  readonly every: Repeat
  /** Where its files are. */
  readonly folder: string
  /** The newest, in milliseconds since 1970. */
  readonly made: number
}

export type RestoreBackupFailure =
  | TooShort
  | { readonly kind: 'cancelled' }
  /** This device has the account already. */
  | { readonly kind: 'already-here' }
  /** An account is open in this seat. */
  | { readonly kind: 'not-signed-out' }
  | { readonly kind: 'vault'; readonly detail: string }

export interface FilesWritten {
  readonly done: number
  readonly total: number
}

/** What main found in a backup that was read to its end. */
export interface BackupRead {
  readonly about: BackupAbout
  /** Sealed conversations whose keys it has. */
  readonly keysOf: number
  /** With it the account comes back though all devices are lost. */
  readonly hasIdentity: boolean
  readonly files: FilesHere
  /** Of those, while a backup is restored: so many found no place on this device. */
  readonly filesMissed: number
}

const ticket = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const piece = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length <= maxBridgePiece, 'too long'),
)
const passphrase = v.pipe(v.string(), v.maxLength(256))

export const backupInputs = {
  /** What would be in a backup with files. */
  'backup.filesHere': v.strictObject({}),
  /** Asks for a place, then writes whose it is and the keys. `every`: once it is finished it is made again, in its folder, with its passphrase. */
  'backup.begin': v.strictObject({
    name: fileNameSchema,
    passphrase: passwordSchema,
    withFiles: v.boolean(),
    every: v.optional(v.picklist(repeats)),
  }),
  /** The next of one that is made again by itself: asks nobody. The newest three of them are kept. */
  'backup.beginAgain': v.strictObject({ name: fileNameSchema }),
  'backup.write': v.strictObject({ ticket, bytes: piece }),
  /** After all that the page gives: the next of the files, if it is one with files. */
  'backup.writeFiles': v.strictObject({ ticket }),
  'backup.finish': v.strictObject({ ticket }),
  'backup.cancel': v.strictObject({ ticket }),
  'backup.repeat': v.strictObject({}),
  /** None is made by itself any more; those that are there stay. */
  'backup.endRepeat': v.strictObject({}),
  /** The page reads a file that the person chose, and has it opened piece by piece. `into`: the ticket of the same one that was adopted, to which its files go. */
  'backup.open': v.strictObject({ passphrase, into: v.optional(ticket) }),
  'backup.feed': v.strictObject({ ticket, bytes: piece }),
  'backup.end': v.strictObject({ ticket }),
  /** Of a backup that was read to its end: a new device of its account, not open yet. Answers with the key of its store. */
  'backup.adopt': v.strictObject({ ticket, passphrase: passwordSchema }),
  /** What the page kept is in its store: the account opens. */
  'backup.enter': v.strictObject({ ticket }),
  'backup.close': v.strictObject({ ticket }),
}

export interface BackupOutputs {
  readonly 'backup.filesHere': Result<FilesHere, MakeBackupFailure>
  readonly 'backup.begin': Result<SaveBegun, MakeBackupFailure>
  /** `cancelled` where none is made again. */
  readonly 'backup.beginAgain': Result<SaveBegun, MakeBackupFailure>
  readonly 'backup.write': Result<void, MakeBackupFailure>
  /** How many of how many sealed bytes are written. */
  readonly 'backup.writeFiles': Result<FilesWritten, MakeBackupFailure>
  readonly 'backup.finish': Result<string, MakeBackupFailure>
  readonly 'backup.cancel': undefined
  readonly 'backup.repeat': BackupRepeat | undefined
  readonly 'backup.endRepeat': Result<void, MakeBackupFailure>
  readonly 'backup.open': number
  /** What the page gave when it was made, in its order. */
  readonly 'backup.feed': Result<ReadonlyArray<Uint8Array>, BackupFailure>
  readonly 'backup.end': Result<BackupRead, BackupFailure>
  readonly 'backup.adopt': Result<Uint8Array, RestoreBackupFailure>
  readonly 'backup.enter': Result<void, RestoreBackupFailure>
  readonly 'backup.close': undefined
}
