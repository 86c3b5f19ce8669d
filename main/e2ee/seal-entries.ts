/**
 * Seals what goes up, at the moment when it goes: under the newest epoch, or one that is begun first because members or devices
 * have changed, or the last one is old. Rules SO1 to SO8 in core/e2ee/SPEC.md.
 */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { SealedAppend, SealFailure } from '../../core/bridge/sealing.ts'
import type { Payload, PeerHead } from '../../core/e2ee/payload.ts'
import type { SigningKey } from '../../core/e2ee/primitives.ts'
import { sealContent, sealLeave } from '../../core/e2ee/seal-content.ts'
import { decodeEntry, entryIdOf } from '../../core/protocol/entry.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { EpochReason } from '../../core/sealed/epoch-body.ts'
import { type EntryPlace, noHash } from '../../core/sealed/entry-place.ts'
import { type CurrentEpoch, rotationDue, stillThere } from '../../core/sealed/sealed-log.ts'
import { beginEpoch } from './begin-epoch.ts'
import { checkpoint, isCheckpointDue } from './checkpoint.ts'
import { floorOf } from './log-floor.ts'
import { keyChangedIn } from './next-readers.ts'
import { usersOf } from './plans.ts'
import { type Flight, hasNewcomer, refusedSeal, type SealedCore } from './sealed-core.ts'

type Sealed = Result<ReadonlyArray<SealedAppend>, SealFailure>

export async function sealEntries(
  core: SealedCore,
  conversation: ConversationId,
  entries: ReadonlyArray<Uint8Array>,
  { afresh }: { readonly afresh: boolean },
): Promise<Sealed> {
  const tended = await core.own.tend()
  if (core.own.state() !== 'ready') {
    const isAway = !tended.ok && tended.failure.kind === 'unreachable'
    return isAway
      ? fail({ kind: 'unavailable', detail: 'the relay has not been reached since this device got its keys' })
      : refusedSeal('not-linked', 'this device is not in the list of its account')
  }
  if (afresh) {
    core.flights.delete(conversation)
    core.told.delete(conversation) // what did not arrive has told nobody
  }
  const begun = await epochToSealIn(core, conversation)
  if (!begun.ok) return begun
  const { appends, flight } = begun.value
  let last = flight
  const sealed: Array<SealedAppend> = [...appends]
  const signing = core.own.signingKey()
  try {
    for (const [answers, entry] of entries.entries()) {
      const made = sealOne(core, conversation, last, signing, entry)
      if (!made.ok) return made
      sealed.push({ ...made.value, answers })
      last = { ...last, counter: last.counter + 1, lastId: made.value.id }
    }
    if (sealed.length === 0 && isAtEnd(core, conversation, flight) && isCheckpointDue(core, conversation)) {
      const made = sealPayload(core, conversation, flight, signing, checkpoint)
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
  const isOut = hasNewcomer(core, conversation)
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
  if (epoch === undefined || epoch.devices.has(own.device)) return undefined
  const isMember = stillThere(epoch).some(({ user }) => user === own.user)
  return isMember ? 'no device of the conversation has let this one in yet' : undefined
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
  bytes: Uint8Array,
): Result<Pick<SealedAppend, 'bytes' | 'id'>, SealFailure> {
  const decoded = decodeEntry(bytes)
  if (!decoded.ok || decoded.value.conversation !== conversation) {
    return refusedSeal('malformed', 'not an open entry of this conversation')
  }
  const { value: entry } = decoded
  return sealPayload(core, conversation, flight, signing, (lists) => {
    const head = { ...lists, counter: entry.counter }
    return entry.kind === 'claim'
      ? { ...head, kind: 'claim', client: entry.client }
      : { ...head, kind: 'content', segment: entry.segment, update: entry.update }
  })
}

function sealPayload(
  core: SealedCore,
  conversation: ConversationId,
  flight: Flight,
  signing: SigningKey,
  payloadWith: (lists: Pick<Payload, 'ownList' | 'peers'>) => Payload,
): Result<Pick<SealedAppend, 'bytes' | 'id'>, SealFailure> {
  const { user, device } = core.own
  const own = core.people.person(user)
  if (own === undefined) return refusedSeal('not-linked', 'this account has no list')
  const ownList = { version: own.version, hash: own.hash }
  const payload = payloadWith({ ownList, peers: peersToTell(core, conversation) })
  const { key, id: epoch } = flight.epoch
  const keys = { signing, message: core.messageKey(key, epoch, device) }
  const made = sealContent(core.primitives, keys, placeOf(core, conversation, flight), payload)
  if (!made.ok) return refusedSeal('malformed', 'too long to be sealed')
  return ok({ bytes: made.value, id: entryIdOf(made.value, core.primitives.sha256) })
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
