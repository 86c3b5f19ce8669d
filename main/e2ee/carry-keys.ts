/** Hands all keys of this device over to another one of the same person, and takes them in there. Rules CK1 to CK6 in core/e2ee/SPEC.md. */
import { bytesEqual } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { type DeviceList, listHash, readList } from '../../core/sealed/device-list.ts'
import { type CarriedLog, type CarriedPerson, encodeBundle, type KeyBundle } from './key-bundle.ts'
import { floorOf, raiseFloor } from './log-floor.ts'
import type { Person } from './people-port.ts'
import { decodePerson, encodePerson, listKey, type PersonRecord } from './person-record.ts'
import { recoveryKey } from './recovery-record.ts'
import { restoredKey } from './restored-identity.ts'
import type { SealedCore } from './sealed-core.ts'
import type { Turns } from './turns.ts'

/** Of so many epochs it is told who could write in them. */
const tellWritersOf = 3

/** To be wiped by whoever has sealed it. */
export function exportKeys(core: SealedCore): Uint8Array {
  return encodeBundle({
    user: core.own.user,
    // One that a backup has brought and that waits for the list is as much a part of the next backup.
    identity: core.own.identitySeed() ?? core.keyring.get(restoredKey),
    people: core.people.all().flatMap((user) => {
      const person = core.people.person(user)
      return person === undefined ? [] : [carriedPerson(core, person)]
    }),
    logs: core.keeper.known().map((conversation) => carriedLog(core, conversation)),
    recovery: core.keyring.get(recoveryKey),
  })
}

function carriedPerson({ keyring }: SealedCore, person: Person): CarriedPerson {
  const { list, ...record } = person
  const lists: Array<Uint8Array> = []
  for (let version = 1; version <= list.version; version++) {
    const bytes = keyring.get(listKey(list.user, version))
    if (bytes !== undefined) lists.push(bytes)
  }
  return { lists, record: encodePerson(record) }
}

function carriedLog({ keeper, keyring }: SealedCore, conversation: ConversationId): CarriedLog {
  const { log } = keeper.log(conversation).record
  const floor = floorOf(keyring, conversation)
  const { seq, head } = floor !== undefined && floor.seq > log.seq ? floor : log
  const known = keeper.epochs(conversation).toSorted((left, right) => right.record.n - left.record.n)
  return {
    conversation,
    seq,
    head,
    epochs: known.flatMap(({ id, record: { n, key } }) => (key === undefined ? [] : [{ id, n, key }])),
    writers: new Map(known.slice(0, tellWritersOf).map(({ id, record }) => [id, record.devices])),
  }
}

export type TakeFailure =
  /** Of another person, or with lists that contradict those that this device was shown. */
  { readonly kind: 'other-account' } | { readonly kind: 'not-kept'; readonly detail: string }

/**
 * Takes keys in that were made by `exportKeys` elsewhere. What is known here already stays. Answers with the conversations that
 * open now; `progress` is called after each conversation.
 */
export async function takeKeys(
  core: SealedCore,
  turns: Turns<ConversationId>,
  bundle: KeyBundle,
  progress: (done: number, total: number) => void,
): Promise<Result<ReadonlyArray<ConversationId>, TakeFailure>> {
  if (bundle.user !== core.own.user) return fail({ kind: 'other-account' })
  for (const person of bundle.people) {
    const taken = await takePerson(core, person)
    if (!taken.ok) return taken
  }
  const opened: Array<ConversationId> = []
  for (const [done, log] of bundle.logs.entries()) {
    progress(done, bundle.logs.length)
    const gained = await turns.run(log.conversation, () => takeLog(core, log))
    if (!gained.ok) return gained
    if (gained.value) opened.push(log.conversation)
  }
  progress(bundle.logs.length, bundle.logs.length)
  if (opened.length > 0) core.events.reopened(opened)
  return ok(opened)
}

const notKept = (detail: string): { readonly ok: false; readonly failure: TakeFailure } =>
  fail({ kind: 'not-kept', detail })

/** The chain first, held to its rules like any other; then what is thought of the person. */
async function takePerson(
  core: SealedCore,
  { lists, record: bytes }: CarriedPerson,
): Promise<Result<void, TakeFailure>> {
  const record = decodePerson(bytes)
  const newest = lists.at(-1)
  const list = newest && readList(newest, core.primitives)
  if (record === undefined || newest === undefined || list === undefined)
    return fail({ kind: 'other-account' })
  const from = core.people.person(list.user)?.version ?? 0
  const taken = await core.people.take(list.user, lists.slice(from), [])
  if (!taken.ok) return notKept(taken.failure.kind)
  const known = core.people.listAt(list.user, list.version)
  const isKnown = known !== undefined && bytesEqual(known.hash, listHash(newest))
  if (!isKnown) return list.user === core.own.user ? fail({ kind: 'other-account' }) : ok(undefined)
  const trusted = await core.people.setTrust(list.user, (before) => trustAfter(before, list, record))
  return trusted.ok ? trusted : notKept(trusted.failure.kind)
}

/** What the other device thought of the person holds for the key that it knew. */
function trustAfter(
  before: Person,
  list: DeviceList,
  record: PersonRecord,
): Pick<PersonRecord, 'trust' | 'since' | 'identity' | 'seen'> {
  const { trust, since, identity, seen } = record
  if (bytesEqual(before.list.identity, list.identity)) return { trust, since, identity, seen }
  if (bytesEqual(before.list.identity, identity) && trust === 'distrusted') {
    return { trust: 'verified', since, identity, seen: true }
  }
  const wasCompared = trust === 'verified' || trust === 'distrusted'
  return wasCompared
    ? { trust: 'distrusted', since, identity, seen: false }
    : { trust: 'changed', since, identity: before.list.identity, seen: false }
}

/** True if something of it opens that was closed: then all of it is read once more. */
async function takeLog(
  { keeper, keyring, flights, told }: SealedCore,
  { conversation, seq, head, epochs, writers }: CarriedLog,
): Promise<Result<boolean, TakeFailure>> {
  const lacking = epochs.filter(({ id }) => keeper.epoch(conversation, id)?.key === undefined)
  const saved = await Promise.all(
    lacking.map(({ id, n, key }) => {
      const devices = keeper.epoch(conversation, id)?.devices ?? writers.get(id) ?? new Map()
      return keeper.keepEpoch(conversation, id, { n, key, devices })
    }),
  )
  const failed = saved.find((each) => !each.ok)
  if (failed?.ok === false) return notKept(failed.failure.kind)
  const { log } = keeper.log(conversation).record
  const furthest = seq > log.seq ? { seq, head } : { seq: log.seq, head: log.head }
  if (furthest.seq > (floorOf(keyring, conversation)?.seq ?? 0)) {
    const raised = await raiseFloor(keyring, conversation, furthest)
    if (!raised.ok) return notKept(raised.failure.kind)
  }
  if (lacking.length === 0) return ok(false)
  keeper.restart(conversation)
  flights.delete(conversation)
  told.delete(conversation)
  return ok(true)
}
