/** Writes files for the person: beside the place first, then under its name, so that half a file is never taken for a whole one. */
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { SaveBegun, SaveFailure } from '../../core/bridge/saves-contract.ts'
import { describeError, systemErrorCode } from '../disk/system-error.ts'

/** Where a file of that name is to be written; undefined if the person wants it nowhere. */
export type ChoosePlace = (name: string) => Promise<string | undefined>

export interface Saves {
  readonly begin: (name: string) => Promise<Result<SaveBegun, SaveFailure>>
  /** Asks nobody: the place was chosen before. */
  readonly beginAt: (place: string) => Promise<Result<SaveBegun, SaveFailure>>
  readonly write: (ticket: number, bytes: Uint8Array) => Promise<Result<void, SaveFailure>>
  readonly finish: (ticket: number) => Promise<Result<string, SaveFailure>>
  readonly cancel: (ticket: number) => Promise<void>
}

interface Writing {
  readonly place: string
  readonly part: string
  readonly handle: FileHandle
}

const cancelled = fail({ kind: 'cancelled' } as const)

export function createSaves(choosePlace: ChoosePlace): Saves {
  const all = new Map<number, Writing>()
  let last = 0
  const end = async (ticket: number): Promise<void> => {
    const writing = all.get(ticket)
    all.delete(ticket)
    if (writing === undefined) return
    await writing.handle.close().catch(() => undefined)
    await rm(writing.part, { force: true }).catch(() => undefined)
  }
  /** What cannot be written is given up, and leaves nothing behind. */
  const attempt = async <Value>(
    ticket: number,
    run: (writing: Writing) => Promise<Value>,
  ): Promise<Result<Value, SaveFailure>> => {
    const writing = all.get(ticket)
    if (writing === undefined) return cancelled
    try {
      return ok(await run(writing))
    } catch (error) {
      await end(ticket)
      return fail(saveFailure(error))
    }
  }
  const beginAt = async (place: string): Promise<Result<SaveBegun, SaveFailure>> => {
    const part = path.join(path.dirname(place), `.${path.basename(place)}.part`)
    try {
      const handle = await open(part, 'w', 0o600)
      all.set(++last, { place, part, handle })
      return ok({ ticket: last, place })
    } catch (error) {
      return fail(saveFailure(error))
    }
  }
  return {
    begin: async (name) => {
      const place = await choosePlace(name)
      return place === undefined ? cancelled : beginAt(place)
    },
    beginAt,
    write: (ticket, bytes) => attempt(ticket, ({ handle }) => handle.writeFile(bytes)),
    finish: (ticket) =>
      attempt(ticket, async ({ handle, part, place }) => {
        await handle.sync()
        await handle.close()
        await rename(part, place)
        all.delete(ticket)
        return place
      }),
    cancel: end,
  }
}

function saveFailure(error: unknown): SaveFailure {
  const code = systemErrorCode(error)
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? { kind: 'disk-full' }
    : { kind: 'disk', detail: describeError(error) }
}
