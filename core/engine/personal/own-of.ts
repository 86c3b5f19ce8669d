/**
 * One thing that this person has set for each conversation, of whatever kind, or each thread, on all their devices and without a network: a setting of
 * its own for each.
 *
 * What was so when the app last ran lies in the local store as well: the notes are read after the first screen is drawn, and what is
 * muted, or out of the lists, is to be so until then.
 */
import { decodeUtf8, encodeUtf8 } from 'lib0/string'
import * as v from 'valibot'
import { isIdText, type WorkspaceId } from '../../protocol/ids.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { Stored } from '../../storage/stored.ts'
import { sameItems } from '../keep-same.ts'
import type { KeptSettings } from './settings.ts'

export interface OwnOfDeps {
  readonly store: LocalStore
  readonly stored: Stored
  readonly workspaces: () => ReadonlyArray<WorkspaceId>
  readonly settings: (workspace: WorkspaceId) => Pick<KeptSettings, 'all' | 'timeOf'>
  /** One of them is another. */
  readonly changed: () => void
}

/** How it is set, and read. */
export interface OwnThing<Id, Value> {
  /** Of its keys in the settings, before the id. */
  readonly prefix: string
  readonly id: (text: string) => Id
  readonly storeKey: string
  /** Undefined for what is none. */
  readonly read: (text: string) => Value | undefined
}

export interface OwnOf<Id, Value> {
  /** Reads what was so when the app last ran. */
  readonly begin: () => Promise<void>
  /** Undefined where nothing is set. */
  readonly of: (id: Id) => Value | undefined
  /** Those of which something is set. */
  readonly all: () => Iterable<Id>
  /** Settings are others. */
  readonly look: () => void
  /** The store has lost what it had. */
  readonly rewrite: () => Promise<void>
}

/** As it is set. */
type Known<Id> = ReadonlyMap<Id, string>

export function createOwnOf<Id extends string, Value>(
  { store, stored, workspaces, settings, changed }: OwnOfDeps,
  { prefix, storeKey, id: toId, read }: OwnThing<Id, Value>,
): OwnOf<Id, Value> {
  let known: Known<Id> = new Map()
  /** What `known` was made of. */
  let seen: ReadonlyArray<ReadonlyMap<string, string>> = []
  const keep = async (): Promise<void> => {
    stored(await store.write([{ kind: 'value', key: storeKey, value: encode(known) }], { durable: true }), {
      name: storeKey,
      again: keep,
    })
  }
  const isOne = ([, text]: readonly [unknown, string]): boolean => read(text) !== undefined
  const setIn = ([key, text]: readonly [string, string]): ReadonlyArray<readonly [Id, string]> => {
    const id = key.startsWith(prefix) ? key.slice(prefix.length) : ''
    return isIdText(id) && isOne([id, text]) ? [[toId(id), text]] : []
  }
  const look = (): void => {
    const sets = workspaces().map(settings)
    const now = sets.map(({ all }) => all.read())
    if (sameItems(now, seen)) return
    seen = now
    const next = new Map(now.flatMap((each) => Array.from(each).flatMap(setIn)))
    // As long as no notes say anything of one, not even that it was taken away, it stays as it was.
    const isUnsaid = (id: Id): boolean => sets.every(({ timeOf }) => timeOf(prefix + id) === undefined)
    for (const [id, text] of known) if (!next.has(id) && isUnsaid(id)) next.set(id, text)
    if (isSame(known, next)) return
    known = next
    void keep()
    changed()
  }
  return {
    begin: async () => {
      const value = await store.value(storeKey)
      const before = value.ok && value.value !== undefined ? decode(value.value).filter(isOne) : []
      if (before.length === 0) return
      known = new Map([...before.map(([id, text]) => [toId(id), text] as const), ...known]) // what was said meanwhile goes before it
      changed()
    },
    of: (id) => {
      const text = known.get(id)
      return text === undefined ? undefined : read(text)
    },
    all: () => known.keys(),
    look,
    rewrite: async () => {
      if (known.size > 0) await keep()
    },
  }
}

const isSame = <Id>(left: Known<Id>, right: Known<Id>): boolean =>
  left.size === right.size && [...left].every(([id, text]) => right.get(id) === text)

const shape = v.array(
  v.strictTuple([
    v.pipe(
      v.string(),
      v.check((id) => isIdText(id)),
    ),
    v.string(),
  ]),
)

/** Undefined if nothing is set. */
const encode = (known: Known<string>): Uint8Array | undefined =>
  known.size === 0 ? undefined : encodeUtf8(JSON.stringify([...known]))

/** Total; empty for anything else: a disk may hold anything, and the notes have it all. */
function decode(bytes: Uint8Array): v.InferOutput<typeof shape> {
  try {
    const parsed = v.safeParse(shape, JSON.parse(decodeUtf8(bytes)))
    return parsed.success ? parsed.output : []
  } catch {
    return []
  }
}
