/**
 * Other people's keys as this device knows them, and how far it trusts them: every device list that it was ever shown, in the
 * order of their chain, and the newest leaves. Trust is on first use until two people compare their numbers. Rules TR1 to
 * TR6 in core/e2ee/SPEC.md.
 */
import { bytesEqual, concatBytes } from '../../core/base/bytes.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { type DeviceId, isIdText, type UserId, userId } from '../../core/protocol/ids.ts'
import { maxAnsweredLists, maxQueriedUsers } from '../../core/protocol/keys-api.ts'
import {
  type DeviceList,
  deviceIdOf,
  listHash,
  publicKeyBytes,
  readList,
} from '../../core/sealed/device-list.ts'
import { isLeafGood, type LeafRecord, readLeaf } from '../../core/sealed/leaf-record.ts'
import { advanceList, type ListPin, readPin } from '../../core/sealed/list-chain.ts'
import type { KeyringChange } from '../keyring/keyring-record.ts'
import {
  decodeOwed,
  decodePerson,
  encodeOwed,
  encodePerson,
  leafKey,
  listKey,
  owedKey,
  personKey,
  personKeys,
  type PersonRecord,
} from './person-record.ts'
import type { People, PeopleDeps, PeopleFailure, Person } from './people-port.ts'

interface Core {
  readonly deps: PeopleDeps
  /** Decoded once, from what is durable: reading a list verifies a signature for each device. */
  readonly lists: Map<string, DeviceList | undefined>
  /** Decoded once, as long as the keyring holds the same bytes: every entry that is sealed asks for each member. */
  readonly persons: Map<UserId, { readonly bytes: Uint8Array; readonly person: Person }>
  readonly none: Set<UserId>
  readonly forked: Set<UserId>
}

export function createPeople(given: PeopleDeps): People {
  const deps: PeopleDeps = {
    ...given,
    forked: (user) => {
      core.forked.add(user)
      given.forked(user)
    },
  }
  const core: Core = { deps, lists: new Map(), persons: new Map(), none: new Set(), forked: new Set() }
  const { keyring } = deps
  const person = (user: UserId): Person | undefined => personOf(core, user)
  return {
    person,
    listAt: (user, version) => {
      const bytes = keyring.get(listKey(user, version))
      const list = listOf(core, user, version)
      return bytes === undefined || list === undefined ? undefined : { list, hash: listHash(bytes) }
    },
    device: (user, device) => person(user)?.list.devices.find(({ sign }) => deviceIdOf(sign) === device),
    leaf: (device) => goodLeaf(core, device),
    refresh: (users) => refresh(core, users),
    ensure: async (wanted) => {
      const lacking = wanted.filter(({ user, version }) => listOf(core, user, version) === undefined)
      return refresh(
        core,
        lacking.map(({ user }) => user),
      ) // of nobody: nothing is asked
    },
    take: (user, lists, leaves) => take(core, [{ user, lists, leaves }]),
    heard: (user, version, hash) => heard(core, user, version, hash),
    setTrust: async (user, change) => {
      const before = person(user)
      if (before === undefined) return ok(undefined)
      const { version, hash } = before
      return write(
        core,
        [
          {
            key: personKey(user),
            value: encodePerson({ version, hash, ...change(before, deps.clock.now()) }),
          },
        ],
        [user],
      )
    },
    all: () =>
      keyring.keys(personKeys).flatMap((key) => {
        const id = key.slice(personKeys.length)
        return isIdText(id) ? [userId(id)] : []
      }),
    hasNone: (user) => core.none.has(user),
    isForked: (user) => core.forked.has(user),
    owedSince: (user) => {
      const bytes = keyring.get(owedKey(user))
      const owed = bytes && decodeOwed(bytes)
      return owed === undefined || owed.version <= (person(user)?.version ?? 0) ? undefined : owed.since
    },
  }
}

function listOf(core: Core, user: UserId, version: number): DeviceList | undefined {
  const key = listKey(user, version)
  if (core.lists.has(key)) return core.lists.get(key)
  const bytes = core.deps.keyring.get(key)
  const list = bytes && readList(bytes, core.deps.verifier)
  if (list !== undefined) core.lists.set(key, list)
  return list
}

function personOf(core: Core, user: UserId): Person | undefined {
  const bytes = core.deps.keyring.get(personKey(user))
  if (bytes === undefined) return undefined
  const known = core.persons.get(user)
  if (known?.bytes === bytes) return known.person
  const record = decodePerson(bytes)
  const list = record && listOf(core, user, record.version)
  if (record === undefined || list === undefined) return undefined
  const person = { ...record, list }
  core.persons.set(user, { bytes, person })
  return person
}

function goodLeaf({ deps }: Core, device: DeviceId): LeafRecord | undefined {
  const bytes = deps.keyring.get(leafKey(device))
  const sign = bytes?.subarray(0, publicKeyBytes)
  const leaf = bytes && sign && readLeaf(bytes.subarray(publicKeyBytes), sign, deps.verifier)
  return leaf !== undefined && isLeafGood(leaf, deps.clock.now()) ? leaf : undefined
}

function heard(core: Core, user: UserId, version: number, hash: Uint8Array): void {
  const person = personOf(core, user)
  if (person?.version === version && bytesEqual(person.hash, hash)) return // what nearly every entry says
  const bytes = core.deps.keyring.get(listKey(user, version))
  if (bytes !== undefined) {
    if (!bytesEqual(listHash(bytes), hash)) core.deps.forked(user)
  } else if ((person?.version ?? 0) < version) void askFor(core, user, version)
}

/** A list that a member has told of: if the relay answers and does not bring it, that is remembered. */
async function askFor(core: Core, user: UserId, version: number): Promise<void> {
  const asked = await refresh(core, [user])
  if (!asked.ok || (personOf(core, user)?.version ?? 0) >= version) return
  const { keyring, clock, changed } = core.deps
  const known = keyring.get(owedKey(user))
  const before = known && decodeOwed(known)
  if (before !== undefined && before.version >= version) return
  const value = encodeOwed({ version, since: before?.since ?? clock.now() })
  await keyring.write([{ key: owedKey(user), value }])
  changed(user)
}

async function refresh(core: Core, users: ReadonlyArray<UserId>): Promise<Result<void, PeopleFailure>> {
  for (let from = 0; from < users.length; from += maxQueriedUsers) {
    const asked = users.slice(from, from + maxQueriedUsers)
    let behind: ReadonlyArray<UserId> = asked
    while (behind.length > 0) {
      const taken = await askOnce(core, behind)
      if (!taken.ok) return taken
      behind = taken.value
    }
    for (const user of asked) {
      const isNews = personOf(core, user) === undefined ? !core.none.has(user) : core.none.has(user)
      if (personOf(core, user) === undefined) core.none.add(user)
      else core.none.delete(user)
      if (isNews) core.deps.changed(user)
    }
  }
  return ok(undefined)
}

/** Answers with those whose chain was longer than one answer holds, as far as it has brought something: they are asked for again. */
async function askOnce(
  core: Core,
  users: ReadonlyArray<UserId>,
): Promise<Result<ReadonlyArray<UserId>, PeopleFailure>> {
  const before = new Map(users.map((user) => [user, personOf(core, user)?.version ?? 0]))
  const asked = users.map((user) => ({ user, after: before.get(user) ?? 0 }))
  const answer = await core.deps.ask((keys, token) => keys.queryKeys(token, asked))
  if (!answer.ok) return fail({ kind: 'unreachable' })
  const cut = new Set(answer.value.filter(({ lists }) => isCut(core, lists)).map(({ user }) => user))
  // The newest goes in once those before it are here: nothing is taken that the known chain does not lead to.
  const whole = answer.value.map((each) =>
    cut.has(each.user) ? { ...each, lists: each.lists.slice(0, -1) } : each,
  )
  const taken = await take(core, whole)
  if (!taken.ok) return taken
  return ok(
    users.filter((user) => cut.has(user) && (personOf(core, user)?.version ?? 0) > (before.get(user) ?? 0)),
  )
}

/** Whether lists are missing before the last one (`keysAnswer`). */
function isCut({ deps }: Core, lists: ReadonlyArray<Uint8Array>): boolean {
  if (lists.length < maxAnsweredLists) return false
  const [last, newest] = lists.slice(-2).map((bytes) => readList(bytes, deps.verifier)?.version)
  return last !== undefined && newest !== undefined && newest > last + 1
}

/** What does not continue the chain that is known is not taken; it is named, for somebody shows two. */
interface Answered {
  readonly user: UserId
  readonly lists: ReadonlyArray<Uint8Array>
  readonly leaves: ReadonlyArray<Uint8Array>
}

async function take(core: Core, answers: ReadonlyArray<Answered>): Promise<Result<void, PeopleFailure>> {
  const changes: Array<KeyringChange> = []
  const changed = new Set<UserId>()
  for (const { user, lists, leaves } of answers) {
    const gained = takeLists(core, user, lists)
    if (gained === undefined) {
      core.deps.forked(user)
      continue
    }
    changes.push(...gained.changes)
    if (gained.changes.length > 0) changed.add(user)
    for (const leaf of gained.newest === undefined ? [] : leaves) {
      const change = takeLeaf(core, gained.newest, leaf)
      if (change !== undefined) changes.push(change)
    }
  }
  return write(core, changes, changed)
}

interface Gained {
  readonly changes: ReadonlyArray<KeyringChange>
  readonly newest: DeviceList
}

/** Undefined for lists that do not continue what is known. */
function takeLists(core: Core, user: UserId, lists: ReadonlyArray<Uint8Array>): Gained | undefined {
  const { keyring, verifier } = core.deps
  const before = personOf(core, user)
  const known = before && keyring.get(listKey(user, before.version))
  const pinned = known && readPin(known, verifier)
  if (lists.length === 0) return before && { changes: [], newest: before.list }
  const advanced = advanceList(user, pinned, lists, verifier)
  if (!advanced.ok) return undefined
  const { pin, steps } = advanced.value
  if (steps.length === 0) return { changes: [], newest: pin.list }
  const kept = steps.map(({ list, bytes }) => ({ key: listKey(user, list.version), value: bytes }))
  const record = { key: personKey(user), value: encodePerson(recordOf(core, before, pin)) }
  return { changes: [...kept, record], newest: pin.list }
}

/** Another identity than before: whoever was compared is blocked until somebody looks, of the others it is told. */
function recordOf({ deps }: Core, before: Person | undefined, { list, hash }: ListPin): PersonRecord {
  const { version, identity } = list
  const now = deps.clock.now()
  if (before === undefined) {
    return { version, hash, trust: 'first-seen', since: now, identity, seen: true }
  }
  const { trust, since, seen } = before
  if (bytesEqual(before.identity, identity)) {
    // A verified person who is back at the compared key is whom they were.
    return { version, hash, trust: trust === 'distrusted' ? 'verified' : trust, since, identity, seen }
  }
  const wasCompared = trust === 'verified' || trust === 'distrusted'
  return wasCompared
    ? { version, hash, trust: 'distrusted', since: now, identity: before.identity, seen: false }
    : { version, hash, trust: 'changed', since: now, identity, seen: false }
}

function takeLeaf({ deps }: Core, list: DeviceList, bytes: Uint8Array): KeyringChange | undefined {
  for (const { sign } of list.devices) {
    const leaf = readLeaf(bytes, sign, deps.verifier)
    if (leaf === undefined) continue
    const key = leafKey(leaf.device)
    const known = deps.keyring.get(key)
    const before = known && readLeaf(known.subarray(publicKeyBytes), sign, deps.verifier)
    if (before !== undefined && before.g >= leaf.g) return undefined
    return { key, value: concatBytes(sign, bytes) }
  }
  return undefined
}

async function write(
  { deps }: Core,
  changes: ReadonlyArray<KeyringChange>,
  changed: Iterable<UserId>,
): Promise<Result<void, PeopleFailure>> {
  if (changes.length === 0) return ok(undefined)
  const written = await deps.keyring.write(changes)
  if (!written.ok) return fail({ kind: 'keyring', failure: written.failure })
  for (const user of changed) deps.changed(user)
  return ok(undefined)
}
