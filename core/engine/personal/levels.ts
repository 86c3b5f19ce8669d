/**
 * Of what in a conversation this person is told, on all their devices and without a network: one setting for each conversation, of
 * whatever kind. Where none is set a channel has what the relay knows of it. Rule PS20 in core/sync/SPEC.md.
 *
 *   level/<conversation>   all | mentions | none
 *
 * What was so when the app last ran lies in the local store as well: the notes are read after the first screen is drawn, and what
 * is muted is not to be told of until then.
 */
import { decodeUtf8, encodeUtf8 } from 'lib0/string'
import * as v from 'valibot'
import { type NotifyLevel, notifyLevels } from '../../protocol/directory.ts'
import { conversationIdSchema } from '../../protocol/id-schemas.ts'
import { conversationId, type ConversationId, isIdText, type WorkspaceId } from '../../protocol/ids.ts'
import type { LocalStore } from '../../storage/local-store.ts'
import type { Stored } from '../../storage/stored.ts'
import { sameItems } from '../keep-same.ts'
import type { KeptSettings } from './settings.ts'

export interface LevelsDeps {
  readonly store: LocalStore
  readonly stored: Stored
  readonly workspaces: () => ReadonlyArray<WorkspaceId>
  readonly settings: (workspace: WorkspaceId) => Pick<KeptSettings, 'all' | 'timeOf'>
  /** One of them is another. */
  readonly changed: () => void
}

export interface Levels {
  /** Reads what was so when the app last ran. */
  readonly begin: () => Promise<void>
  /** Undefined where nothing is set. */
  readonly of: (conversation: ConversationId) => NotifyLevel | undefined
  /** Settings are others. */
  readonly look: () => void
  /** The store has lost what it had. */
  readonly rewrite: () => Promise<void>
}

const prefix = 'level/'
const storeKey = 'levels'

export const levelKey = (conversation: ConversationId): string => prefix + conversation

type Known = ReadonlyMap<ConversationId, NotifyLevel>
type Entries = ReadonlyArray<readonly [ConversationId, NotifyLevel]>

export function createLevels({ store, stored, workspaces, settings, changed }: LevelsDeps): Levels {
  let known: Known = new Map()
  /** What `known` was made of. */
  let seen: ReadonlyArray<ReadonlyMap<string, string>> = []
  const keep = async (): Promise<void> => {
    stored(await store.write([{ kind: 'value', key: storeKey, value: encode(known) }], { durable: true }), {
      name: storeKey,
      again: keep,
    })
  }
  const look = (): void => {
    const sets = workspaces().map(settings)
    const now = sets.map(({ all }) => all.read())
    if (sameItems(now, seen)) return
    seen = now
    const next = new Map(now.flatMap((each) => Array.from(each).flatMap(read)))
    // As long as no notes say anything of one, not even that it was taken away, it stays as it was.
    const isUnsaid = (id: ConversationId): boolean =>
      sets.every(({ timeOf }) => timeOf(levelKey(id)) === undefined)
    for (const [id, level] of known) if (!next.has(id) && isUnsaid(id)) next.set(id, level)
    if (isSame(known, next)) return
    known = next
    void keep()
    changed()
  }
  return {
    begin: async () => {
      const value = await store.value(storeKey)
      const before = value.ok && value.value !== undefined ? decode(value.value) : []
      if (before.length === 0) return
      known = new Map([...before, ...known]) // what was said meanwhile goes before it
      changed()
    },
    of: (conversation) => known.get(conversation),
    look,
    rewrite: async () => {
      if (known.size > 0) await keep()
    },
  }
}

const isSame = (left: Known, right: Known): boolean =>
  left.size === right.size && [...left].every(([id, level]) => right.get(id) === level)

/** Empty for what is none. */
function read([key, value]: readonly [key: string, value: string]): Entries {
  const id = key.startsWith(prefix) ? key.slice(prefix.length) : ''
  const level = notifyLevels.find((each) => each === value)
  return level === undefined || !isIdText(id) ? [] : [[conversationId(id), level]]
}

const shape = v.array(v.strictTuple([conversationIdSchema, v.picklist(notifyLevels)]))

/** Undefined if nothing is set. */
const encode = (known: Known): Uint8Array | undefined =>
  known.size === 0 ? undefined : encodeUtf8(JSON.stringify([...known]))

/** Total; empty for anything else: a disk may hold anything, and the notes have it all. */
function decode(bytes: Uint8Array): Entries {
  try {
    const parsed = v.safeParse(shape, JSON.parse(decodeUtf8(bytes)))
    return parsed.success ? parsed.output : []
  } catch {
    return []
  }
}
