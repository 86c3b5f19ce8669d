/** Whether this app may work in a profile, and how an older one gets it back. Rules PB* in SPEC.md. */
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { replaceFile } from '../disk/replace-file.ts'
import { describeError } from '../disk/system-error.ts'
import { makeBackup, newestBackup, readBackup, writeInto } from './profile-backup.ts'
import { profileFiles } from './profile-files.ts'

/**
 * 1: profiles from before there was a format (vault 1 or 2). 2: vault 2, keyring 1, journal 2. One more with each change of theirs.
 */
const profileFormat = 2
const beforeFormats = 1

const schema = v.object({
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
  version: v.pipe(v.string(), v.maxLength(40)),
  /** The copy that is being put back. */
  restoring: v.optional(v.pipe(v.string(), v.maxLength(100), v.regex(/^[\w.-]+$/u))),
})
type Format = v.InferOutput<typeof schema>

export interface FormatDeps {
  /** Of this app. */
  readonly version: string
  /** Milliseconds since 1970. */
  readonly now: () => number
}

export type ProfileTrouble =
  /** `version`: of the app that wrote it. */
  | { readonly kind: 'newer'; readonly version: string }
  | { readonly kind: 'half-restored' }
  /** The copy could not be made. */
  | { readonly kind: 'no-backup'; readonly detail: string }

/** Once this has said ok, the app may read and write there. Undefined: nothing had to be copied. */
export async function prepareProfile(
  folder: string,
  { version, now }: FormatDeps,
): Promise<Result<string | undefined, ProfileTrouble>> {
  const found = await readFormat(folder)
  if (found.restoring !== undefined) return fail({ kind: 'half-restored' })
  if (found.format > profileFormat) return fail({ kind: 'newer', version: found.version })
  if (found.format === profileFormat && found.version === version) return ok(undefined)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const isOld = found.format < profileFormat && (await profileFiles(folder)).length > 0
    const reason = `format-${found.format}`
    const backup = isOld ? await makeBackup(folder, { ...found, now: now(), reason }) : undefined
    await writeFormat(folder, { format: profileFormat, version })
    return ok(backup)
  } catch (error) {
    return fail({ kind: 'no-backup', detail: describeError(error) })
  }
}

export type RestoreTrouble =
  | { readonly kind: 'none' }
  /** What was there is in a copy of its own; to be done again. */
  | { readonly kind: 'disk'; readonly detail: string }

/** Puts the newest copy back; the version of the app that wrote it. What came into the profile since, beside it, stays. */
export async function restoreProfile(
  folder: string,
  now: () => number,
): Promise<Result<string, RestoreTrouble>> {
  const found = await readFormat(folder)
  const { restoring } = found
  const backup = restoring === undefined ? await newestBackup(folder) : await readBackup(folder, restoring)
  if (backup === undefined) return fail({ kind: 'none' })
  try {
    // Where one was cut short, the copy of what was there before has been made.
    if (restoring === undefined) {
      await makeBackup(folder, { ...found, now: now(), reason: `format-${found.format}-replaced` })
      await writeFormat(folder, { ...found, restoring: backup.name })
    }
    for (const file of backup.files) await writeInto(folder, file.path, file.bytes)
    await writeFormat(folder, { format: backup.format, version: backup.version })
    return ok(backup.version)
  } catch (error) {
    return fail({ kind: 'disk', detail: describeError(error) })
  }
}

/** A file that makes no sense counts as none: the others say of themselves what they are. */
async function readFormat(folder: string): Promise<Format> {
  try {
    return v.parse(schema, JSON.parse(await readFile(path.join(folder, 'format.json'), 'utf8')))
  } catch {
    return { format: beforeFormats, version: 'before 0.1.0' }
  }
}

const writeFormat = (folder: string, format: Format): Promise<void> =>
  replaceFile(path.join(folder, 'format.json'), new TextEncoder().encode(`${JSON.stringify(format)}\n`))
