/**
 * When an entry of a sealed log counts: the one machine that the relay asks before it appends and every client asks before it
 * opens, so that all skip the same entries. Pure: gather what `neededHead` and `neededLists` name, then judge.
 *
 *   let log = emptySealedLog(conversation)
 *   const judged = judgeSealed(log, entry, facts)
 *   log = judged.ok ? judged.value : passOver(log, entry.id)   // the relay does not append what it refuses
 *
 * Clients go on to open what counts (core/e2ee/open-content.ts). An entry that counts here and does not open is skipped too, but
 * it has its place in its device's chain all the same: the relay cannot open, and relay and clients must never differ on chains.
 */
import { ok } from '../base/result.ts'
import type { Sha256 } from '../base/sha256.ts'
import type { SealedContent } from './content-entry.ts'
import { judgeEpoch } from './epoch-rules.ts'
import { firstOf, type Judgement, type Objection, refused, type SealedFacts, unless } from './judgement.ts'
import type { SealedLeave } from './leave-entry.ts'
import { appended, chainObjection, seenObjection, signatureObjection } from './place-rules.ts'
import type { SealedEntry } from './sealed-entry.ts'
import type { CurrentEpoch, EpochDevice, SealedLog } from './sealed-log.ts'

export function judgeSealed(log: SealedLog, entry: SealedEntry, facts: SealedFacts): Judgement {
  if (entry.conversation !== log.conversation) return refused({ code: 'malformed', reason: 'conversation' })
  if (entry.kind === 'epoch') return judgeEpoch(log, entry, facts)
  const { epoch } = log
  if (epoch === undefined) return refused({ code: 'stale-epoch', reason: 'no-epoch' })
  const writer = epoch.devices.get(entry.device)
  if (writer === undefined) return refused({ code: 'not-linked', reason: 'device' })

  const objection = firstOf(
    () => unless(!epoch.left.includes(writer.user), 'forbidden', 'left'),
    () => unless(entry.epoch === epoch.n && entry.epochId === epoch.id, 'stale-epoch', 'epoch'),
    () => (entry.kind === 'content' ? contentObjection(epoch, entry, facts) : leaveObjection(epoch)),
    () => chainObjection(log, entry),
    () => seenObjection(log, entry, facts),
    () => signatureObjection(writer.sign, entry, facts),
  )
  return objection === undefined ? ok(after(log, epoch, entry, writer, facts.sha256)) : refused(objection)
}

/** Nothing is sent to an epoch whose members are not those of the conversation any more. */
function contentObjection(epoch: CurrentEpoch, entry: SealedContent, { append }: SealedFacts): Objection {
  const isNewest = append?.isNewest
  return firstOf(
    () => unless(epoch.left.length === 0, 'stale-epoch', 'rotation-due'),
    () => unless(append === undefined || entry.ciphertext !== undefined, 'malformed', 'erased'),
    () =>
      unless(
        isNewest === undefined || epoch.members.every(({ user, version }) => isNewest(user, version)),
        'stale-epoch',
        'list-old',
      ),
  )
}

const leaveObjection = ({ kind }: CurrentEpoch): Objection =>
  unless(kind === 'group', 'forbidden', 'dm-leave')

function after(
  log: SealedLog,
  epoch: CurrentEpoch,
  entry: SealedContent | SealedLeave,
  { user }: EpochDevice,
  sha256: Sha256 | undefined,
): SealedLog {
  const changed: CurrentEpoch =
    entry.kind === 'content'
      ? { ...epoch, entries: epoch.entries + 1 }
      : { ...epoch, left: [...epoch.left, user] }
  return { ...appended(log, entry, sha256), epoch: changed }
}
