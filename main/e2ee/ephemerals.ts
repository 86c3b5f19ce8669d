/** What people do just now, sealed under the newest epoch that this device has verified. Rules ES1 to ES4 in core/e2ee/SPEC.md. */
import { millis } from '../../core/base/clock.ts'
import { decodeSealedEphemeral, openEphemeral, sealEphemeral } from '../../core/e2ee/ephemeral.ts'
import { ephemeralKey } from '../../core/e2ee/key-schedule.ts'
import type { ConversationId, DeviceId, EpochId, UserId } from '../../core/protocol/ids.ts'
import { maxEphemeralBytes } from '../../core/protocol/limits.ts'
import { keyChangedIn } from './next-readers.ts'
import type { SealedCore } from './sealed-core.ts'

/** Undefined if this device has no key of the newest epoch, or may not seal in it. */
export function sealOwn(
  core: SealedCore,
  conversation: ConversationId,
  body: Uint8Array,
): Uint8Array | undefined {
  const { record, met } = core.keeper.log(conversation)
  if (met.owed.length > 0) return undefined // nothing leaves this device on trust
  const { epoch } = record.log
  const { device } = core.own
  const message = epoch && keyOf(core, conversation, epoch.id, device)
  const isMember = epoch?.devices.has(device) === true && epoch.left.length === 0
  if (message === undefined || !isMember || keyChangedIn(core, conversation) !== undefined) return undefined
  const time = millis(Math.max(core.clock.now(), (core.saidAt.get(conversation + device) ?? 0) + 1))
  core.saidAt.set(conversation + device, time)
  const keys = { signing: core.own.signingKey(), message }
  const sealed = sealEphemeral(core.primitives, keys, conversation, { epochId: epoch.id, device, time }, body)
  return sealed.length > maxEphemeralBytes ? undefined : sealed
}

/** In the current epoch alone, by a device of `user` that has its key, and later than what that device said last. */
export function openOthers(
  core: SealedCore,
  conversation: ConversationId,
  user: UserId,
  body: Uint8Array,
): Uint8Array | undefined {
  const { epoch } = core.keeper.log(conversation).record.log
  const sealed = decodeSealedEphemeral(body)
  if (epoch === undefined || sealed?.epochId !== epoch.id) return undefined
  const writer = epoch.devices.get(sealed.device)
  if (writer?.user !== user) return undefined
  const said = conversation + sealed.device
  if (sealed.time <= (core.saidAt.get(said) ?? -1)) return undefined
  const message = keyOf(core, conversation, epoch.id, sealed.device)
  const opened =
    message && openEphemeral(core.primitives, { sign: writer.sign, message }, conversation, sealed)
  if (opened !== undefined) core.saidAt.set(said, sealed.time)
  return opened
}

function keyOf(
  { keeper, primitives }: SealedCore,
  conversation: ConversationId,
  epoch: EpochId,
  device: DeviceId,
): Uint8Array | undefined {
  const key = keeper.epoch(conversation, epoch)?.key
  return key && ephemeralKey(primitives, key, epoch, device)
}
