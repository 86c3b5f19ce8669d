/** Rules of place that entries of all types share: chain, seen log, signature (SPEC.md, SL20 to SL24). */
import { bytesEqual } from '../base/bytes.ts'
import type { Sha256 } from '../base/sha256.ts'
import { emptyHead, nextHead } from '../protocol/log.ts'
import { type EntryPlace, noHash, type SealedParts } from './entry-place.ts'
import { firstOf, type Objection, type SealedFacts, unless } from './judgement.ts'
import { seenWindow } from './limits.ts'
import type { SealedLog } from './sealed-log.ts'
import { signedText } from './signed-text.ts'

/** The device's chain goes on by one: nothing is left out, said twice, or slipped in between. */
export function chainObjection(log: SealedLog, entry: EntryPlace): Objection {
  const last = log.chains.get(entry.device)
  return firstOf(
    () => unless(entry.counter === (last === undefined ? 0 : last.counter + 1), 'counter', 'counter'),
    () => unless(bytesEqual(entry.prevOwn, last?.entryId ?? noHash), 'counter', 'prev-own'),
  )
}

/** The place whose head `seenObjection` wants to be told, as a seq; undefined if the log's own end or beginning says it. */
export const neededHead = (log: SealedLog, { seenSeq }: EntryPlace): number | undefined =>
  seenSeq === 0 || seenSeq >= log.seq ? undefined : seenSeq

/** The writer saw the same log as everybody: a relay that shows different people different logs is found out here. */
export function seenObjection(log: SealedLog, entry: EntryPlace, facts: SealedFacts): Objection {
  const { seenSeq } = entry
  if (seenSeq > log.seq) return { code: 'invalid', reason: 'seen' }
  // Readers keep no older heads: they could not tell, and would differ from those who can.
  if (log.seq - seenSeq > seenWindow) return { code: 'stale-epoch', reason: 'seen-old' }
  const ownHead = seenSeq === log.seq ? log.head : emptyHead
  const head = neededHead(log, entry) === undefined ? ownHead : facts.seenHead
  if (head === undefined || !bytesEqual(head, entry.seenHead)) return { code: 'invalid', reason: 'seen' }
  return unless(seenSeq >= (log.chains.get(entry.device)?.seenSeq ?? 0), 'invalid', 'seen-falls')
}

export const signatureObjection = (
  sign: Uint8Array,
  { header, signature }: SealedParts,
  facts: SealedFacts,
): Objection => unless(facts.verify(sign, signedText('entry', header), signature), 'invalid', 'signature')

/** The log with the entry at its end, as the last of its device's chain. */
export function appended(log: SealedLog, entry: EntryPlace & SealedParts, sha256?: Sha256): SealedLog {
  const seq = log.seq + 1
  const chain = { counter: entry.counter, entryId: entry.id, seenSeq: entry.seenSeq }
  return {
    ...log,
    seq,
    head: nextHead(log.head, seq, entry.id, sha256),
    chains: new Map(log.chains).set(entry.device, chain),
  }
}
