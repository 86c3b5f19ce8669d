/** A sealed conversation as its writers make it: entries by core/e2ee, checked by the rules that everybody has. */
import { Defect, orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import { commitEpoch, type EpochPlan } from '../../core/e2ee/commit-epoch.ts'
import { messageKey } from '../../core/e2ee/key-schedule.ts'
import type { Payload } from '../../core/e2ee/payload.ts'
import type { Primitives } from '../../core/e2ee/primitives.ts'
import { sealContent, sealLeave } from '../../core/e2ee/seal-content.ts'
import type { ConversationId, DeviceId, EpochId, WorkspaceId } from '../../core/protocol/ids.ts'
import { dmConversationId, groupConversationId } from '../../core/sealed/conversation-id.ts'
import { listHash } from '../../core/sealed/device-list.ts'
import { type EntryPlace, noHash } from '../../core/sealed/entry-place.ts'
import type { EpochMember, EpochReason, MemberRole, SealedKind } from '../../core/sealed/epoch-body.ts'
import type { ListFact } from '../../core/sealed/judgement.ts'
import { judgeSealed } from '../../core/sealed/log-rules.ts'
import { decodeSealed } from '../../core/sealed/sealed-entry.ts'
import { emptySealedLog, type SealedLog } from '../../core/sealed/sealed-log.ts'
import { factOf, type SealedAccount, type SealedDevice } from './sealed-accounts.ts'

export interface TalkMember {
  readonly of: SealedAccount
  readonly role: MemberRole
  readonly devices: ReadonlyArray<SealedDevice>
}

/** In a conversation with this one device. */
export const as = (role: MemberRole, ...people: ReadonlyArray<SealedAccount>): ReadonlyArray<TalkMember> =>
  people.map((of) => ({ of, role, devices: [of] }))

export interface SealedTalk {
  readonly id: ConversationId
  /** As everybody sees it who checks it. */
  readonly log: () => SealedLog
  /** The next epoch entry. `change` is what a test spoils of the plan. */
  readonly epoch: (
    by: SealedDevice,
    reason: EpochReason,
    members: ReadonlyArray<TalkMember>,
    change?: (plan: EpochPlan) => EpochPlan,
  ) => Uint8Array
  readonly content: (by: SealedDevice, text: string, fields?: ContentFields) => Uint8Array
  readonly leave: (by: SealedDevice) => Uint8Array
  /** The entry has got its place in the log. */
  readonly take: (bytes: Uint8Array) => void
}

export interface ContentFields {
  readonly place?: Partial<EntryPlace>
  readonly segment?: number
}

export interface TalkOptions {
  readonly kind: SealedKind
  readonly workspace: WorkspaceId
  /** The founder of a group, or both of a dm. */
  readonly people: readonly [SealedAccount, ...ReadonlyArray<SealedAccount>]
  readonly salt?: Uint8Array
}

export function startTalk(
  primitives: Primitives,
  { kind, workspace, people, salt = new Uint8Array(16) }: TalkOptions,
): SealedTalk {
  const [founder, peer = founder] = people
  const id =
    kind === 'dm'
      ? dmConversationId(workspace, founder.account.user, peer.account.user)
      : groupConversationId(workspace, founder.device.id, salt)
  let log = emptySealedLog(id)
  const heads = [log.head]
  const lists = new Map<string, ListFact>()
  const keys = new Map<EpochId, Uint8Array>()
  const memberOf = ({ of, role, devices }: TalkMember): Omit<EpochMember, 'since'> => {
    const { user } = of.account
    lists.set(`${user}:${of.list.version}`, factOf(of))
    const ids = devices.map(({ device }) => device.id).toSorted()
    return { user, version: of.list.version, list: listHash(of.listBytes), role, devices: ids }
  }
  const placeOf = (device: DeviceId): EntryPlace => {
    const { epoch, chains } = log
    if (epoch === undefined) throw new Defect('nothing was begun yet')
    const chain = chains.get(device)
    return {
      conversation: id,
      epoch: epoch.n,
      epochId: epoch.id,
      device,
      counter: (chain?.counter ?? -1) + 1,
      prevOwn: chain?.entryId ?? noHash,
      seenSeq: log.seq,
      seenHead: log.head,
      time: millis(Date.now()),
    }
  }
  return {
    id,
    log: () => log,
    epoch: (by, reason, members, change = (plan) => plan) => {
      const rows = members.map(memberOf).toSorted((left, right) => (left.user < right.user ? -1 : 1))
      const leaves = members
        .flatMap(({ devices }) => devices)
        .map(({ device }) => [device.id, device.leaf] as const)
      const create = log.epoch === undefined ? { create: { kind, workspace, salt } } : {}
      const plan = change({ reason, members: rows, leaves: new Map(leaves), ...create })
      const committer = { device: by.device.id, signing: by.device.key, leaf: by.device.leafBytes }
      const made = orThrow(commitEpoch(primitives, log, committer, plan, millis(Date.now())))
      keys.set(made.id, made.key)
      return made.bytes
    },
    content: (by, text, { place: changed = {}, segment = 0 } = {}) => {
      const device = by.device.id
      const place = { ...placeOf(device), ...changed }
      const epochKey = keys.get(place.epochId) ?? new Uint8Array(32)
      const message = messageKey(primitives, epochKey, place.epochId, device)
      const update = new TextEncoder().encode(text)
      const ownList = { version: 1, hash: noHash }
      const payload: Payload = {
        kind: 'content',
        segment,
        counter: place.counter,
        update,
        ownList,
        peers: [],
      }
      return orThrow(sealContent(primitives, { signing: by.device.key, message }, place, payload))
    },
    leave: (by) => sealLeave(primitives, by.device.key, placeOf(by.device.id)),
    take: (bytes) => {
      const entry = orThrow(decodeSealed(bytes))
      const facts = {
        verify: primitives.verify,
        seenHead: heads[entry.seenSeq],
        listOf: (user: string, version: number) => lists.get(`${user}:${version}`),
        append: undefined,
      }
      log = orThrow(judgeSealed(log, entry, facts))
      heads.push(log.head)
    },
  }
}
