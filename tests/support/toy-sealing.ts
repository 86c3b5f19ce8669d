/**
 * A holder of keys without cryptography, for what stands around sealing: a sealed entry is 1 • type • counter • open entry, and an
 * epoch is 1 • 2 • counter, a read mark 1 • 3 • counter • seq • own. It keeps the order of a log as main does.
 */
import { sha256 } from '@noble/hashes/sha2.js'
import { concatBytes } from '../../core/base/bytes.ts'
import { fail, ok } from '../../core/base/result.ts'
import type {
  Opened,
  SealedAppend,
  SealedPosition,
  SealFailure,
  SealingPort,
} from '../../core/bridge/sealing.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import { type ConversationId, type DeviceId, type UserId, workspaceId } from '../../core/protocol/ids.ts'
import { emptyHead } from '../../core/protocol/log.ts'

export interface ToySealing extends SealingPort {
  /** The next batch begins with an epoch. */
  readonly rotate: () => void
  /** The next calls of `seal` are refused. */
  refusal: SealFailure | undefined
  /** Entries of these numbers are found to be wrong where they stand. */
  readonly wrong: Set<number>
  /** Entries after this one cannot be opened before it has been read in its place. */
  keyAt: number
  readonly afresh: Array<boolean>
  /** How far the entries that were asked for are to say that one has read. */
  readonly said: Array<number | undefined>
  /** A mark that goes by itself is not sealed. */
  isReserved: boolean
  /** How many read each conversation. */
  members: number
}

const [contentType, epochType, markType] = [1, 2, 3]
export const sealToy = (counter: number, entry: Uint8Array): Uint8Array =>
  concatBytes(Uint8Array.of(1, contentType, counter), entry)
export const toyEpoch = (counter: number): Uint8Array => Uint8Array.of(1, epochType, counter)
/** By this person, or by somebody else. */
export const toyMark = (counter: number, seq: number, isOwn = true): Uint8Array =>
  Uint8Array.of(1, markType, counter, seq, Number(isOwn))
export const toyId = (bytes: Uint8Array): Uint8Array => sha256(bytes)

export function createToySealing(
  sealed: ReadonlySet<ConversationId>,
  { device, user, other }: { readonly device: DeviceId; readonly user: UserId; readonly other: UserId },
): ToySealing {
  let position: SealedPosition = { seq: 0, head: emptyHead, ownCounter: 0, nextCounter: 0, isDue: false }
  let counter = 0
  let isRotating = false
  const openOne = ({ seq, head, bytes }: LoggedEntry): Opened => {
    const id = toyId(bytes)
    const [, type, count, mark = 0, isMine] = bytes
    const inner = bytes.slice(3)
    const decoded = decodeEntry(inner)
    if (seq === position.seq + 1) {
      const isNext = count === position.ownCounter
      const isOwn =
        type === epochType ? isNext : type === markType ? isNext && isMine === 1 : isBy(decoded, device)
      const nextCounter = decoded.ok && isOwn ? decoded.value.counter + 1 : position.nextCounter
      position = { ...position, seq, head, ownCounter: position.ownCounter + Number(isOwn), nextCounter }
      if (toy.wrong.has(seq)) return { id, kind: 'skipped', why: 'position' }
    } else if (seq > toy.keyAt && position.seq < toy.keyAt) return { id, kind: 'closed', why: 'no-key' }
    if (type === markType)
      return { id, kind: 'control', read: { user: isMine === 1 ? user : other, seq: mark, has: seq - 1 } }
    return type === epochType ? { id, kind: 'control' } : { id, kind: 'entry', bytes: inner, before: [] }
  }
  const toy: ToySealing = {
    rotate: () => (isRotating = true),
    refusal: undefined,
    wrong: new Set(),
    keyAt: 0,
    afresh: [],
    said: [],
    isReserved: false,
    isSealed: (conversation) => sealed.has(conversation),
    members: 2,
    rows: () =>
      Array.from(sealed, (id) => ({
        id,
        workspace: workspaceId('1'.repeat(32)),
        type: 'group' as const,
        members: Array.from({ length: toy.members }, () => ({ user: other, role: 'member' as const })),
        isNew: false,
      })),
    listen: () => () => undefined,
    keysChanged: () => undefined,
    beginNotes: async () => false,
    sealEphemeral: async (_, body) => sealToy(0, body),
    openEphemeral: async (_, __, body) => body.slice(3),
    position: async () => ok(position),
    open: async (_, entries) => ok({ entries: entries.map(openOne), position }),
    erase: async () => ok([]),
    erased: async () => ok(position),
    seal: async (_, entries, { afresh, read }) => {
      toy.afresh.push(afresh)
      toy.said.push(read)
      if (toy.refusal !== undefined) return fail(toy.refusal)
      if (afresh) counter = position.ownCounter
      const epochs = isRotating ? [toyEpoch(counter++)] : []
      isRotating = false
      const appends = epochs.map((bytes): SealedAppend => ({ bytes, id: toyId(bytes), answers: undefined }))
      for (const [answers, entry] of entries.entries()) {
        const bytes = sealToy(counter++, entry)
        const isLast = answers === entries.length - 1
        appends.push({ bytes, id: toyId(bytes), answers, ...(isLast && read !== undefined && { read }) })
      }
      if (entries.length === 0 && read !== undefined && !toy.isReserved) {
        const bytes = toyMark(counter++, read)
        appends.push({ bytes, id: toyId(bytes), answers: undefined, read })
      }
      return ok(appends)
    },
  }
  return toy
}

const isBy = (decoded: ReturnType<typeof decodeEntry>, device: DeviceId): boolean =>
  decoded.ok && decoded.value.device === device
