/**
 * Seals what goes up, at the moment when it goes: under the newest epoch, or one that is begun first because members or devices
 * have changed, or the last one is old. Rules SO1 to SO9 in core/e2ee/SPEC.md.
 */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { SealedAppend, SealFailure, SealOptions } from '../../core/bridge/sealing.ts'
import type { Payload, PeerHead } from '../../core/e2ee/payload.ts'
import type { SigningKey } from '../../core/e2ee/primitives.ts'
import { sealContent, sealLeave } from '../../core/e2ee/seal-content.ts'
import { decodeEntry, entryIdOf } from '../../core/protocol/entry.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { EpochReason } from '../../core/sealed/epoch-body.ts'
import { type EntryPlace, noHash } from '../../core/sealed/entry-place.ts'
import { maxMarkingMembers } from '../../core/sealed/limits.ts'
import { type CurrentEpoch, rotationDue, stillThere } from '../../core/sealed/sealed-log.ts'
import { beginEpoch } from './begin-epoch.ts'
import { isCheckpointDue } from './checkpoint.ts'
import { floorOf } from './log-floor.ts'
import { keyChangedIn } from './next-readers.ts'
import { notSigned } from './take-back.ts'
import { usersOf } from './plans.ts'
import { type Flight, hasNewcomer, positionOf, refusedSeal, type SealedCore } from './sealed-core.ts'

type Sealed = Result<ReadonlyArray<SealedAppend>, SealFailure>

export async function sealEntries(
  core: SealedCore,
  conversation: ConversationId,
  entries: ReadonlyArray<Uint8Array>,
  { afresh, read }: SealOptions,
): Promise<Sealed> {
  if (!(await core.owed.settle(conversation))) return fail({ kind: 'unavailable', detail: notSigned })
  const tended = await core.own.tend()
  if (core.own.state() !== 'ready') {
    if (core.own.state() === 'entering')
      return fail({ kind: 'unavailable', detail: 'this device is about to enter the list of its account' })
    const isAway = !tended.ok && tended.failure.kind === 'unreachable'
    return isAway
      ? fail({ kind: 'unavailable', detail: 'the relay has not been reached since this device got its keys' })
      : refusedSeal('not-linked', 'this device is not in the list of its account')
  }
  if (afresh) {
    core.flights.delete(conversation)
    core.told.delete(conversation) // what did not arrive has told nobody
  }
  const isMarkAlone = entries.length === 0 && read !== undefined
  if (isMarkAlone && !mayMarkAlone(core, conversation) && !positionOf(core, conversation).isDue) return ok([])
  const begun = await epochToSealIn(core, conversation)
  if (!begun.ok) return begun
  const { appends, flight } = begun.value
  let last = flight
  const sealed: Array<SealedAppend> = [...appends]
  const signing = core.own.signingKey()
  try {
    const texts: ReadonlyArray<Uint8Array | undefined> =
      isMarkAlone && appends.length === 0 ? [undefined] : entries
    for (const [index, entry] of texts.entries()) {
      const said = index === texts.length - 1 ? read : undefined
      const made = sealOne(core, conversation, last, signing, { entry, read: said })
      if (!made.ok) return made
      const answers = entry === undefined ? undefined : index
      sealed.push({ ...made.value, answers, ...(said !== undefined && { read: said }) })
      last = { ...last, counter: last.counter + 1, lastId: made.value.id }
    }
    if (sealed.length === 0 && isAtEnd(core, conversation, flight) && isCheckpointDue(core, conversation)) {
      const made = sealOne(core, conversation, flight, signing, { entry: undefined, read })
      if (!made.ok) return made
      sealed.push({ ...made.value, answers: undefined })
      last = { ...flight, counter: flight.counter + 1, lastId: made.value.id }
    }
  } finally {
    core.primitives.wipe(signing.secret)
  }
  core.flights.set(conversation, last)
  return ok(sealed)
}

/** Nothing of this device is under way. */
const isAtEnd = ({ keeper, own }: SealedCore, conversation: ConversationId, { counter }: Flight): boolean =>
  counter === (keeper.log(conversation).record.log.chains.get(own.device)?.counter ?? -1) + 1

interface Begun {
  readonly appends: ReadonlyArray<SealedAppend>
  readonly flight: Flight
}

/** The epoch of the log, or of what is under way; with a new one before it if that is due. */
async function epochToSealIn(
  core: SealedCore,
  conversation: ConversationId,
): Promise<Result<Begun, SealFailure>> {
  const { log } = core.keeper.log(conversation).record
  const { epoch } = log
  const chain = log.chains.get(core.own.device)
  const underWay = core.flights.get(conversation)
  // A new epoch is about the very end of the log: it waits until all that is under way has its place there.
  if (underWay !== undefined && underWay.counter !== (chain?.counter ?? -1) + 1) {
    return ok({ appends: [], flight: underWay })
  }
  const place = { counter: (chain?.counter ?? -1) + 1, lastId: chain?.entryId ?? noHash }
  const arrived = whereItStands(core, conversation)
  if (arrived !== undefined) return fail({ kind: 'unavailable', detail: arrived })
  const plan = core.plans.of(conversation)
  const due = (): EpochReason | undefined => epoch && epochDue(core, conversation, epoch)
  // A key is wrapped to the newest leaves only. While the relay is away, those that are here serve.
  if (epoch === undefined || plan !== undefined || due() !== undefined)
    await core.people.refresh(usersOf(epoch?.members, plan))
  const blocked = keyChangedIn(core, conversation)
  if (blocked !== undefined) return refusedSeal('key-changed', `the key of ${blocked} is another one`)
  if (plan?.kind === 'leave' && epoch !== undefined) return ok(leave(core, conversation, epoch, place))
  if (epoch === undefined || due() !== undefined || plan !== undefined) {
    const begun = await beginEpoch(core, conversation, { plan, due: due() })
    if (!begun.ok) return begun
    const { bytes, epoch: next } = begun.value
    const id = entryIdOf(bytes)
    const flight = { counter: place.counter + 1, lastId: id, epoch: next }
    return ok({ appends: [{ bytes, id, answers: undefined }], flight })
  }
  const key = core.keeper.epoch(conversation, epoch.id)?.key
  if (key === undefined)
    return refusedSeal('not-linked', 'this device was not given the key of the newest epoch')
  return ok({ appends: [], flight: { ...place, epoch: { n: epoch.n, id: epoch.id, key } } })
}

function epochDue(
  core: SealedCore,
  conversation: ConversationId,
  epoch: CurrentEpoch,
): EpochReason | undefined {
  const isNewest = (user: UserId, version: number): boolean =>
    (core.people.person(user)?.version ?? version) <= version
  const isOut = hasNewcomer(core, conversation) || letsItselfIn(core.own, epoch)
  return rotationDue(epoch, core.clock.now(), isNewest) ?? (isOut ? 'device' : undefined)
}

/** What a device that was let in by another one still waits for: writing is for then. Undefined where nothing is missing. */
function whereItStands(
  { keeper, keyring, own }: SealedCore,
  conversation: ConversationId,
): string | undefined {
  const { log } = keeper.log(conversation).record
  if (log.seq < (floorOf(keyring, conversation)?.seq ?? 0))
    return 'the log has not been read as far as it was known'
  const { epoch } = log
  if (epoch === undefined || epoch.devices.has(own.device) || letsItselfIn(own, epoch)) return undefined
  const isMember = stillThere(epoch).some(({ user }) => user === own.user)
  return isMember ? 'no device of the conversation has let this one in yet' : undefined
}

/** Of the person who is alone there, and whose devices of that epoch may all be lost (SE17): nobody else could do it. */
function letsItselfIn({ user, device }: SealedCore['own'], epoch: CurrentEpoch): boolean {
  const there = stillThere(epoch)
  return there.length === 1 && there[0]?.user === user && !epoch.devices.has(device)
}

/** The last entry of a person: nothing can be sealed after it. */
function leave(
  core: SealedCore,
  conversation: ConversationId,
  { n, id: epoch }: CurrentEpoch,
  place: Pick<Flight, 'counter' | 'lastId'>,
): Begun {
  const flight = { ...place, epoch: { n, id: epoch, key: new Uint8Array() } }
  const bytes = sealLeave(core.primitives, core.own.signingKey(), placeOf(core, conversation, flight))
  const id = entryIdOf(bytes)
  return {
    appends: [{ bytes, id, answers: undefined }],
    flight: { ...flight, counter: flight.counter + 1, lastId: id },
  }
}

function sealOne(
  core: SealedCore,
  conversation: ConversationId,
  flight: Flight,
  signing: SigningKey,
  what: ToSeal,
): Result<Pick<SealedAppend, 'bytes' | 'id'>, SealFailure> {
  const read = payloadOf(core, conversation, what)
  if (!read.ok) return read
  const { value: payload } = read
  const { device } = core.own
  const { key, id: epoch } = flight.epoch
  const keys = { signing, message: core.messageKey(key, epoch, device) }
  const made = sealContent(core.primitives, keys, placeOf(core, conversation, flight), payload)
  if (!made.ok) return refusedSeal('malformed', 'too long to be sealed')
  return ok({ bytes: made.value, id: entryIdOf(made.value, core.primitives.sha256) })
}

/** An open entry; without one what is sealed says only how far this person has read. */
interface ToSeal {
  readonly entry: Uint8Array | undefined
  readonly read: number | undefined
}

function payloadOf(
  core: SealedCore,
  conversation: ConversationId,
  { entry: bytes, read }: ToSeal,
): Result<Payload, SealFailure> {
  const own = core.people.person(core.own.user)
  if (own === undefined) return refusedSeal('not-linked', 'this account has no list')
  const decoded = bytes && decodeEntry(bytes)
  if (decoded !== undefined && (!decoded.ok || decoded.value.conversation !== conversation)) {
    return refusedSeal('malformed', 'not an open entry of this conversation')
  }
  const entry = decoded?.value
  const head = {
    counter: entry?.counter ?? 0,
    ownList: { version: own.version, hash: own.hash },
    peers: peersToTell(core, conversation),
    ...(read !== undefined && { read }),
  }
  if (entry?.kind === 'claim') return ok({ ...head, kind: 'claim', client: entry.client })
  const { segment = 0, update = new Uint8Array() } = entry ?? {}
  return ok({ ...head, kind: 'content', segment, update })
}

/**
 * Whether how far this person has read may go by itself: not where an epoch would have to go before it, for it is said unasked,
 * and lets nobody in; nor in larger groups, unless another device of this person waits for it. Rule SO9.
 */
function mayMarkAlone(core: SealedCore, conversation: ConversationId): boolean {
  const { epoch } = core.keeper.log(conversation).record.log
  if (epoch === undefined || !epoch.devices.has(core.own.device)) return false
  if (core.plans.of(conversation) !== undefined || epochDue(core, conversation, epoch) !== undefined)
    return false
  const own = [...epoch.devices.values()].filter(({ user }) => user === core.own.user)
  return epoch.members.length <= maxMarkingMembers || own.length > 1
}

/** The lists of the others that this device has not told of here: a relay that shows people different ones is found out. */
function peersToTell(core: SealedCore, conversation: ConversationId): ReadonlyArray<PeerHead> {
  const told = core.told.get(conversation) ?? new Map<UserId, number>()
  core.told.set(conversation, told)
  const { epoch } = core.keeper.log(conversation).record.log
  return (epoch?.members ?? []).flatMap(({ user }) => {
    const person = user === core.own.user ? undefined : core.people.person(user)
    if (person === undefined || told.get(user) === person.version) return []
    told.set(user, person.version)
    return [{ user, version: person.version, hash: person.hash }]
  })
}

const placeOf = (core: SealedCore, conversation: ConversationId, flight: Flight): EntryPlace => {
  const { log } = core.keeper.log(conversation).record
  const { counter, lastId, epoch } = flight
  return {
    conversation,
    epoch: epoch.n,
    epochId: epoch.id,
    device: core.own.device,
    counter,
    prevOwn: lastId,
    seenSeq: log.seq,
    seenHead: log.head,
    time: core.clock.now(),
  }
}
