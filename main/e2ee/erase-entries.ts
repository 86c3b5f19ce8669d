/**
 * Gives up the ciphertexts of what this device has taken back. Its deletions say which ops; which entries those came in is found by
 * reading their segment back, for nothing else here remembers it. Rules OE16 to OE18 in core/e2ee/SPEC.md.
 */
import { ok, type Result } from '../../core/base/result.ts'
import type { SealFailure } from '../../core/bridge/sealing.ts'
import { eraseOps } from '../../core/conversation/erased-update.ts'
import { type ReadDeleter, readUpdate } from '../../core/conversation/update-reader.ts'
import { eraseContent, openErased } from '../../core/e2ee/erase-content.ts'
import { openContent } from '../../core/e2ee/open-content.ts'
import type { ContentPayload, Payload } from '../../core/e2ee/payload.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { isErasedByWriter, type SealedContent } from '../../core/sealed/content-entry.ts'
import { decodeSealed } from '../../core/sealed/sealed-entry.ts'
import { signedText } from '../../core/sealed/signed-text.ts'
import type { KeptLog } from './log-keeper.ts'
import type { SealedCore } from './sealed-core.ts'

/** Remembered as given up: a relay that shows one of these whole again is asked once more. The newest count. */
const maxErased = 4_096

/** An own entry was read in its place: if it deletes something, its segment is to be looked through. */
export function noteDeletion(kept: KeptLog, payload: Payload): void {
  if (payload.kind !== 'content') return
  const read = readUpdate(payload.update)
  if (read.ok && read.value.deleter !== undefined) lookThrough(kept, payload.segment)
}

/** An own entry that was given up, and came with its ciphertext: a relay that was restored from a backup has it again. */
export function noteReturn(kept: KeptLog, entry: SealedContent): void {
  if (entry.ciphertext !== undefined && kept.record.erased.has(entry.counter))
    lookThrough(kept, entry.segment)
}

function lookThrough(kept: KeptLog, segment: number): void {
  if (kept.record.erasing.has(segment)) return
  kept.record = { ...kept.record, erasing: new Set(kept.record.erasing).add(segment) }
}

/** Whether nothing of what the update brings is left, and nothing else than `eraseOps` makes stands in its place. */
function isErasedUpdate(update: Uint8Array): boolean {
  const read = readUpdate(update)
  const structs = read.ok ? (read.value.section?.structs ?? []) : []
  return structs.length > 0 && structs.every(({ content }) => content === undefined)
}

interface OwnEntry {
  readonly entry: SealedContent
  readonly payload: ContentPayload
  readonly key: Uint8Array
}

/** What takes the place of entries of `segment` all of whose ops this device has deleted. `entries`: those of this device in it. */
export async function eraseEntries(
  core: SealedCore,
  conversation: ConversationId,
  entries: ReadonlyArray<Uint8Array>,
): Promise<Result<ReadonlyArray<Uint8Array>, SealFailure>> {
  const own = entries.flatMap((bytes) => readOwn(core, conversation, bytes) ?? [])
  const known = own.filter(({ entry }) => entry.standIn !== undefined)
  remember(
    core,
    conversation,
    known.map(({ entry }) => entry.counter),
  )
  const deleted = new Map<number, Array<ReadDeleter['ranges'][number]>>()
  for (const { payload } of own) {
    const read = readUpdate(payload.update)
    const deleter = read.ok ? read.value.deleter : undefined
    if (deleter === undefined) continue
    deleted.set(deleter.client, [...(deleted.get(deleter.client) ?? []), ...deleter.ranges])
  }
  for (const ranges of deleted.values()) ranges.sort((left, right) => left.clock - right.clock)
  const signing = core.own.signingKey()
  try {
    const made = own.flatMap(({ entry, payload, key }) => {
      const left = entry.ciphertext && leftOf(payload, deleted)
      return left ? [eraseContent(core.primitives, { signing, message: key }, entry, left)] : []
    })
    return ok(made)
  } finally {
    core.primitives.wipe(signing.secret)
  }
}

/** `counters` are those of the entries that the relay has given up. */
export function noteErased(
  core: SealedCore,
  conversation: ConversationId,
  segment: number,
  counters: ReadonlyArray<number>,
): void {
  const kept = core.keeper.log(conversation)
  const erasing = new Set(kept.record.erasing)
  erasing.delete(segment)
  kept.record = { ...kept.record, erasing }
  remember(core, conversation, counters)
  core.keeper.changed(conversation)
}

function remember(core: SealedCore, conversation: ConversationId, counters: ReadonlyArray<number>): void {
  const kept = core.keeper.log(conversation)
  const erased = new Set([...new Set([...kept.record.erased, ...counters])].slice(-maxErased))
  kept.record = { ...kept.record, erased }
}

/** Signed by this device: somebody else's word in its name would have it give up what it never took back. */
function readOwn(core: SealedCore, conversation: ConversationId, bytes: Uint8Array): OwnEntry | undefined {
  const { primitives, own } = core
  const decoded = decodeSealed(bytes, primitives.sha256)
  if (!decoded.ok || decoded.value.kind !== 'content') return undefined
  const entry = decoded.value
  if (entry.conversation !== conversation || entry.device !== own.device) return undefined
  const epoch = core.keeper.epoch(conversation, entry.epochId)
  const sign = epoch?.devices.get(own.device)?.sign
  if (epoch?.key === undefined || sign === undefined || epoch.n !== entry.epoch) return undefined
  if (!primitives.verify(sign, signedText('entry', entry.header), entry.signature)) return undefined
  const key = core.messageKey(epoch.key, entry.epochId, own.device)
  const read = readBody(core, entry, sign, key)
  return read.ok && read.value.kind === 'content' ? { entry, payload: read.value, key } : undefined
}

/** The payload of an entry, or what its writer has left of it. `message` is MK of its device, `sign` that device's S. */
export function readBody(
  { primitives }: Pick<SealedCore, 'primitives'>,
  entry: SealedContent,
  sign: Uint8Array,
  message: Uint8Array,
): ReturnType<typeof openContent> {
  if (entry.ciphertext !== undefined) return openContent(primitives, message, entry)
  const erased = { ok: false, failure: { kind: 'erased' } } as const
  if (!isErasedByWriter(entry, sign, primitives.verify, primitives.sha256)) return erased
  const left = openErased(primitives, message, entry)
  if (!left.ok || left.value.kind !== 'content') return erased
  return isErasedUpdate(left.value.update) ? left : erased
}

function leftOf(
  payload: ContentPayload,
  deleted: ReadonlyMap<number, ReadonlyArray<ReadDeleter['ranges'][number]>>,
): ContentPayload | undefined {
  const read = readUpdate(payload.update)
  const section = read.ok ? read.value.section : undefined
  if (section === undefined) return undefined
  let covered = section.clock
  for (const { clock, length } of deleted.get(section.client) ?? [])
    if (clock <= covered) covered = Math.max(covered, clock + length)
  const update = covered >= section.end ? eraseOps(payload.update) : undefined
  return update && { ...payload, update }
}
