/** A new epoch: who is in the conversation from here on, and a new key for each of their devices. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { SealFailure } from '../../core/bridge/sealing.ts'
import { Defect } from '../../core/base/defect.ts'
import { commitEpoch } from '../../core/e2ee/commit-epoch.ts'
import type { ConversationId, DeviceId, UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import { deviceIdOf } from '../../core/sealed/device-list.ts'
import type { EpochMember, EpochReason, SealedKind } from '../../core/sealed/epoch-body.ts'
import { type LeafRecord, readLeaf } from '../../core/sealed/leaf-record.ts'
import { withHeir } from '../../core/sealed/membership-rules.ts'
import { type CurrentEpoch, stillThere } from '../../core/sealed/sealed-log.ts'
import type { Plan } from './plans.ts'
import { type Flight, refusedSeal, type SealedCore } from './sealed-core.ts'

interface BegunEpoch {
  readonly bytes: Uint8Array
  readonly epoch: Flight['epoch']
}

interface Wanted {
  readonly reason: EpochReason
  readonly members: ReadonlyArray<Pick<EpochMember, 'user' | 'role'>>
  /** For the first epoch. */
  readonly create?: { readonly kind: SealedKind; readonly workspace: WorkspaceId; readonly salt: Uint8Array }
}

export async function beginEpoch(
  core: SealedCore,
  conversation: ConversationId,
  why: { readonly plan: Plan | undefined; readonly due: EpochReason | undefined },
): Promise<Result<BegunEpoch, SealFailure>> {
  const { log } = core.keeper.log(conversation).record
  const wanted = log.epoch === undefined ? created(why.plan) : changed(log.epoch, why)
  if (wanted === undefined) return refusedSeal('unknown-conversation', 'nobody has made this conversation')
  const users = wanted.members.map(({ user }) => user)
  const lacking = users.filter((user) => core.people.person(user) === undefined)
  if (lacking.length > 0) await core.people.refresh(lacking)
  const members: Array<Omit<EpochMember, 'since'>> = []
  const leaves = new Map<DeviceId, LeafRecord>()
  for (const member of wanted.members.toSorted((left, right) => (left.user < right.user ? -1 : 1))) {
    const made = memberOf(core, member, leaves)
    const isHere = log.epoch?.members.some(({ user }) => user === member.user) === true
    // Whoever is a member already may be without a good leaf for a while: that holds up nobody.
    if (made === undefined || (made.devices.length === 0 && !isHere))
      return fail({ kind: 'unavailable', detail: `no keys of ${member.user} are known here` })
    members.push(made)
  }
  const leaf = core.own.leaf()
  if (leaf === undefined) throw new Defect('a device that is ready has a leaf')
  const made = commitEpoch(
    core.primitives,
    log,
    { device: core.own.device, signing: core.own.signingKey(), leaf },
    { ...wanted, members, leaves },
    core.clock.now(),
  )
  if (!made.ok) return fail({ kind: 'unavailable', detail: made.failure.kind })
  const { bytes, id, key } = made.value
  return ok({ bytes, epoch: { n: (log.epoch?.n ?? -1) + 1, id, key } })
}

function created(plan: Plan | undefined): Wanted | undefined {
  if (plan?.kind !== 'create') return undefined
  const { type: kind, workspace, salt, members } = plan
  return { reason: 'create', members, create: { kind, workspace, salt } }
}

/** Departures come first: whoever is gone must be gone before anything else changes. */
function changed(
  epoch: CurrentEpoch,
  { plan, due }: { readonly plan: Plan | undefined; readonly due: EpochReason | undefined },
): Wanted {
  const staying = withHeir(stillThere(epoch))
  if (epoch.left.length > 0) return { reason: 'leave', members: staying }
  switch (plan?.kind) {
    case 'add': {
      const isNew = (user: UserId): boolean => staying.every((member) => member.user !== user)
      const added = plan.users.filter(isNew).map((user) => ({ user, role: 'member' as const }))
      if (added.length > 0) return { reason: 'add', members: [...staying, ...added] }
      break
    }
    case 'remove': {
      const members = staying.filter(({ user }) => !plan.users.includes(user))
      if (members.length < staying.length) return { reason: 'remove', members }
      break
    }
    case 'role': {
      const { user, role } = plan
      const isOther = staying.some((member) => member.user === user && member.role !== role)
      const members = staying.map((member) => (member.user === user ? { ...member, role } : member))
      if (isOther) return { reason: 'role', members }
      break
    }
    default:
  }
  return { reason: due ?? 'leaf', members: staying }
}

/** With the devices that a key can be wrapped to. Undefined without a list. */
function memberOf(
  { people, own, primitives }: SealedCore,
  { user, role }: Wanted['members'][number],
  leaves: Map<DeviceId, LeafRecord>,
): Omit<EpochMember, 'since'> | undefined {
  const person = people.person(user)
  if (person === undefined) return undefined
  const devices: Array<DeviceId> = []
  for (const { sign } of person.list.devices) {
    const device = deviceIdOf(sign)
    // One's own newest leaf goes along in the entry: nobody else need have seen it.
    const record = device === own.device ? own.leaf() : undefined
    const leaf = record === undefined ? people.leaf(device) : readLeaf(record, sign, primitives)
    if (leaf === undefined) continue
    leaves.set(device, leaf)
    devices.push(device)
  }
  return { user, version: person.version, list: person.hash, role, devices: devices.toSorted() }
}
