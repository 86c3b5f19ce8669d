/** What this device remembers of each epoch: its key, who could write in it, and what it changed. */
import { bytesEqual } from '../../core/base/bytes.ts'
import { unwrapEpoch, wrappedGeneration } from '../../core/e2ee/commit-epoch.ts'
import { keyCommit } from '../../core/e2ee/key-schedule.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { EpochMember } from '../../core/sealed/epoch-body.ts'
import type { SealedEpoch } from '../../core/sealed/epoch-entry.ts'
import type { SealedLeave } from '../../core/sealed/leave-entry.ts'
import type { KeptLog } from './log-keeper.ts'
import type { SealedCore } from './sealed-core.ts'
import type { EpochChange } from './sealed-records.ts'

/** The key, if it was wrapped to this device; who could write in it, in any case. Durable before anything is opened with it; false if it cannot be. */
export async function keepEpoch(
  core: SealedCore,
  conversation: ConversationId,
  kept: KeptLog,
  entry: SealedEpoch,
): Promise<boolean> {
  const { epoch } = kept.record.log
  if (epoch === undefined) return true
  // It may have been given by another device: what the epoch promises to everybody decides.
  const known = core.keeper.epoch(conversation, epoch.id)?.key
  const isPromised =
    known !== undefined && bytesEqual(keyCommit(core.primitives, known, conversation, epoch.n), epoch.commit)
  const { n, members, devices } = epoch
  const { reason } = entry.body
  const by = devices.get(entry.device)?.user
  const change = by && { reason, by, time: entry.time, members: members.map(standing), left: [] }
  const record = { n, key: isPromised ? known : keyIn(core, entry), devices, ...(change && { change }) }
  const saved = await core.keeper.keepEpoch(conversation, epoch.id, record)
  if (saved.ok) core.gained()
  return saved.ok
}

const standing = ({ user, role, since }: EpochMember): EpochChange['members'][number] => ({
  user,
  role,
  since,
})

/** Who has left, and when. */
export async function keepLeave(
  core: SealedCore,
  conversation: ConversationId,
  { device, epochId, time }: SealedLeave,
): Promise<boolean> {
  const epoch = core.keeper.epoch(conversation, epochId)
  const user = epoch?.devices.get(device)?.user
  if (epoch?.change === undefined || user === undefined) return true
  const left = [...epoch.change.left, { user, time }]
  const saved = await core.keeper.keepEpoch(conversation, epochId, {
    ...epoch,
    change: { ...epoch.change, left },
  })
  return saved.ok
}

function keyIn({ own, primitives }: SealedCore, entry: SealedEpoch): Uint8Array | undefined {
  const generation = wrappedGeneration(entry, own.device)
  const secret = generation === undefined ? undefined : own.leafSecret(generation)
  const key = secret && unwrapEpoch(primitives, entry, own.device, secret)
  return key?.ok === true ? key.value : undefined
}
