/**
 * The directory on disk. `directory` holds version, workspaces, channels and documents; members lie in 16 parts a workspace, by the
 * first letter of their id, so that one who joins a workspace of 16,000 rewrites a thousand rows and not all.
 */
import { decode, encode, rfc8949EncodeOptions } from 'cborg'
import * as v from 'valibot'
import { millis, type Clock } from '../base/clock.ts'
import { fail, ok, type Result } from '../base/result.ts'
import { type DirectoryChange, directoryChanges, type MemberChange } from '../protocol/directory.ts'
import type { UserId, WorkspaceId } from '../protocol/ids.ts'
import type { LocalStore, StoreFailure, StoreWrite } from '../storage/local-store.ts'
import type { Stored } from '../storage/stored.ts'
import type { DirectoryModel } from './directory-model.ts'

export interface DirectoryCacheDeps {
  readonly clock: Clock
  readonly store: LocalStore
  readonly model: DirectoryModel
  readonly stored: Stored
}

export interface DirectoryCache {
  /** Fills the model. What cannot be read is left out, and the version with it: the relay then tells it all again. */
  readonly load: () => Promise<Result<void, StoreFailure>>
  /** To be called after the model took these changes. Few are stored at once, many half a second after the last that were. */
  readonly changed: (changes: ReadonlyArray<DirectoryChange>) => void
  /** Stores what is due, and from here on lets nothing wait. */
  readonly flush: () => Promise<void>
  /** Stores all of it: the store has lost it, or could not take a part. */
  readonly rewrite: () => Promise<void>
}

const mainKey = 'directory'
const parts = '0123456789abcdef'
const partKey = (workspace: WorkspaceId, part: string): string => `directory/${workspace}/${part}`
const partOf = (user: UserId): string => user.charAt(0)
/** A first sync comes in many frames; they become a few writes. Few changes are stored at once: whoever quits the next moment has them. */
const spacingMs = 500
const many = 64

const mainValue = v.strictObject({
  version: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Member rows in all parts together: fewer found means that a part is gone. */
  members: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  rows: directoryChanges,
})

export function createDirectoryCache(deps: DirectoryCacheDeps): DirectoryCache {
  const dirty = new Map<WorkspaceId, Set<string>>()
  /** Changes to be stored, and one for the version. */
  let due = 0
  let rests = true
  let endRest: (() => void) | undefined
  let storing: Promise<void> | undefined

  const write = async (): Promise<void> => {
    due = 0
    const writes = writesOf(deps.model, dirty)
    dirty.clear()
    deps.stored(await deps.store.write(writes, { durable: false }), { name: mainKey, again: rewrite })
  }
  const rest = (): Promise<void> =>
    new Promise((resolve) => {
      const cancel = deps.clock.after(millis(spacingMs), resolve)
      endRest = () => {
        cancel()
        resolve()
      }
    })
  const storeAll = async (): Promise<void> => {
    while (due > 0) {
      const isMany = due > many
      await write()
      if (isMany && rests) await rest()
    }
    storing = undefined
  }
  const flush = async (): Promise<void> => {
    rests = false
    endRest?.()
    await storing
  }
  const rewrite = async (): Promise<void> => {
    for (const { id } of deps.model.rows().workspaces) dirty.set(id, new Set(parts))
    await write()
  }
  return {
    load: async () => {
      const outcome = await load(deps)
      if (!outcome.ok && outcome.failure.kind === 'damaged') await rewrite() // what is damaged is not found again
      return outcome
    },
    changed: (changes) => {
      for (const change of changes) {
        if (change.kind !== 'member') continue
        const of = dirty.get(change.workspace) ?? new Set()
        dirty.set(change.workspace, of.add(partOf(change.user)))
      }
      due += changes.length + 1
      storing ??= storeAll()
    },
    flush,
    rewrite,
  }
}

function writesOf(
  model: DirectoryModel,
  dirty: ReadonlyMap<WorkspaceId, ReadonlySet<string>>,
): ReadonlyArray<StoreWrite> {
  const { workspaces, channels, documents, sealed, members } = model.rows()
  const main: StoreWrite = {
    kind: 'value',
    key: mainKey,
    value: toCbor({
      version: model.version(),
      members: workspaces.reduce((sum, { id }) => sum + [...members(id)].length, 0),
      rows: [...workspaces, ...channels, ...documents, ...sealed],
    }),
  }
  const memberWrites = Array.from(dirty, ([workspace, changed]) => {
    const rows = new Map(Array.from(changed, (part) => [part, new Array<MemberChange>()]))
    for (const row of members(workspace)) rows.get(partOf(row.user))?.push(row)
    return Array.from(rows, ([part, of]): StoreWrite => {
      return { kind: 'value', key: partKey(workspace, part), value: toCbor(of) }
    })
  })
  return [...memberWrites.flat(), main]
}

async function load({ store, model }: DirectoryCacheDeps): Promise<Result<void, StoreFailure>> {
  const main = await store.value(mainKey)
  if (!main.ok) return main
  if (main.value === undefined) return ok(undefined)
  const read = fromCbor(mainValue, main.value)
  if (read === undefined) return fail({ kind: 'damaged', where: mainKey })
  const keys = read.rows.flatMap((row) =>
    row.kind === 'workspace' ? Array.from(parts, (part) => partKey(row.id, part)) : [],
  )
  const members = await Promise.all(keys.map((key) => loadPart(store, key)))
  const rows = members.flatMap((part) => (part.ok ? part.value : []))
  const failed =
    members.find((part) => !part.ok) ??
    (rows.length < read.members ? fail({ kind: 'damaged' as const, where: 'members' }) : undefined)
  // Version 0 makes the relay tell everything again, so that a lost part is a pause and not a hole.
  const version = failed === undefined ? read.version : 0
  model.apply([...read.rows, ...rows], version)
  return failed ?? ok(undefined)
}

async function loadPart(
  store: LocalStore,
  key: string,
): Promise<Result<ReadonlyArray<DirectoryChange>, StoreFailure>> {
  const part = await store.value(key)
  if (!part.ok) return part
  if (part.value === undefined) return ok([])
  const rows = fromCbor(directoryChanges, part.value)
  return rows === undefined ? fail({ kind: 'damaged', where: key }) : ok(rows)
}

const toCbor = (value: unknown): Uint8Array =>
  encode(value, { ...rfc8949EncodeOptions, ignoreUndefinedProperties: true })

function fromCbor<Schema extends v.GenericSchema>(
  schema: Schema,
  bytes: Uint8Array,
): v.InferOutput<Schema> | undefined {
  try {
    const read = v.safeParse(schema, decode(bytes))
    return read.success ? read.output : undefined
  } catch {
    return undefined
  }
}
