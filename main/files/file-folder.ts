/**
 * The folder of an account's files: `<id>` is a sealed file, whole; `<id>.record` says that it waits to be sent, has to go to the relay, be
 * named by a message, or be taken from the relay; `<id>.in` and `<id>.down` are on their way in, from the person or from the relay. A sealed file without a
 * record is there to be opened again without a network, and goes when there are too many.
 */
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import path from 'node:path'
import { attachmentId, isIdText, type AttachmentId } from '../../core/protocol/ids.ts'
import { replaceFile, syncFolder } from '../disk/replace-file.ts'
import { isMissing } from '../disk/system-error.ts'

export type FilePart = 'whole' | 'record' | 'in' | 'down'

export interface WholeFile {
  readonly id: AttachmentId
  /** In sealed bytes. */
  readonly size: number
  /** Milliseconds since 1970. */
  readonly used: number
  readonly hasRecord: boolean
}

export interface FileFolder {
  /** Makes the folder if need be, and deletes what was on its way in when the app ended. The records that there are. */
  readonly start: () => Promise<ReadonlyArray<{ readonly id: AttachmentId; readonly bytes: Uint8Array }>>
  readonly open: (id: AttachmentId, part: FilePart, flags: 'r' | 'w' | 'a') => Promise<FileHandle>
  /** Undefined if it is not there. */
  readonly size: (id: AttachmentId, part: FilePart) => Promise<number | undefined>
  /** What came in is the whole file from now on, durably. */
  readonly keep: (id: AttachmentId, part: 'in' | 'down') => Promise<void>
  readonly writeRecord: (id: AttachmentId, bytes: Uint8Array) => Promise<void>
  readonly remove: (id: AttachmentId, part: FilePart) => Promise<void>
  /** Durable once resolved. */
  readonly forget: (id: AttachmentId) => Promise<void>
  /** The one that was used last first. */
  readonly wholes: () => Promise<ReadonlyArray<WholeFile>>
  /** As if a whole one had been used then for the last time, in milliseconds since 1970. */
  readonly setUsed: (id: AttachmentId, used: number) => Promise<void>
  /** Deletes the files that were used longest ago and have no record, until the others take no more than `bytes`. Never `spared`, which is about to be read. */
  readonly trim: (bytes: number, spared: AttachmentId) => Promise<void>
}

const suffixes = { whole: '', record: '.record', in: '.in', down: '.down' } as const

export function createFileFolder(folder: string): FileFolder {
  const nameOf = (id: AttachmentId, part: FilePart): string => path.join(folder, id + suffixes[part])
  const remove = (id: AttachmentId, part: FilePart): Promise<void> => rm(nameOf(id, part), { force: true })
  return {
    start: async () => {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const records = []
      for (const { id, part } of await list(folder)) {
        if (part === 'in') await remove(id, part)
        if (part === 'record') records.push({ id, bytes: new Uint8Array(await readFile(nameOf(id, part))) })
      }
      return records
    },
    open: (id, part, flags) => open(nameOf(id, part), flags, 0o600),
    size: async (id, part) => {
      try {
        return (await stat(nameOf(id, part))).size
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    keep: async (id, part) => {
      await rename(nameOf(id, part), nameOf(id, 'whole'))
      await syncFolder(folder)
    },
    writeRecord: (id, bytes) => replaceFile(nameOf(id, 'record'), bytes),
    remove,
    wholes: () => wholesIn(folder),
    setUsed: (id, used) => utimes(nameOf(id, 'whole'), used / 1_000, used / 1_000),
    forget: async (id) => {
      await remove(id, 'record')
      await syncFolder(folder)
    },
    trim: async (bytes, spared) => {
      let left = bytes
      for (const { id, size, hasRecord } of await wholesIn(folder)) {
        if (hasRecord) continue
        left -= size
        if (left < 0 && id !== spared) await remove(id, 'whole')
      }
    },
  }
}

/** Undefined if it has gone meanwhile. */
async function useOf(file: string): Promise<Pick<WholeFile, 'size' | 'used'> | undefined> {
  try {
    const { size, atimeMs, mtimeMs } = await stat(file)
    return { size, used: Math.max(atimeMs, mtimeMs) }
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

async function wholesIn(folder: string): Promise<ReadonlyArray<WholeFile>> {
  const all = await list(folder)
  const needed = new Set(all.filter(({ part }) => part === 'record').map(({ id }) => id))
  const wholes = await Promise.all(
    all
      .filter(({ part }) => part === 'whole')
      .map(async ({ id }): Promise<ReadonlyArray<WholeFile>> => {
        const use = await useOf(path.join(folder, id))
        return use === undefined ? [] : [{ id, ...use, hasRecord: needed.has(id) }]
      }),
  )
  return wholes.flat().toSorted((one, other) => other.used - one.used)
}

async function list(
  folder: string,
): Promise<ReadonlyArray<{ readonly id: AttachmentId; readonly part: FilePart }>> {
  return (await readdir(folder)).flatMap((name) => {
    const [id = '', ...rest] = name.split('.')
    const suffix = rest.length === 0 ? '' : `.${rest.join('.')}`
    const part = parts.find((each) => suffixes[each] === suffix)
    return isIdText(id) && part !== undefined ? [{ id: attachmentId(id), part }] : []
  })
}

const parts = ['whole', 'record', 'in', 'down'] as const
