/**
 * What people publish of their keys (KY*). The relay takes what the rules of core/sealed allow, so that nobody is shown
 * anything that all would refuse; it is trusted with none of it: each client checks the same again.
 */
import type { Clock } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import { maxAnsweredLists } from '../../core/protocol/keys-api.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import { type DeviceList, deviceIdOf } from '../../core/sealed/device-list.ts'
import { isLeafGood, type LeafRecord, readLeaf } from '../../core/sealed/leaf-record.ts'
import { advanceList, type ListRefusal } from '../../core/sealed/list-chain.ts'
import type { Verifier } from '../../core/sealed/signed-text.ts'
import type { DirectoryStore } from '../store/directory-store.ts'
import type { KeyStore, StoredList } from '../store/key-store.ts'
import { readStoredList } from './stored-lists.ts'

export type KeysRefusal =
  | { readonly kind: 'list-moved'; readonly newest: Uint8Array }
  | { readonly kind: 'backup-moved' }
  | { readonly kind: 'keys-refused'; readonly detail: string }
  | { readonly kind: 'not-linked' }

/** The device that asks, by its token. */
export interface Asker {
  readonly user: UserId
  readonly device: DeviceId
}

export interface PublishedKeys {
  readonly user: UserId
  readonly lists: ReadonlyArray<Uint8Array>
  readonly leaves: ReadonlyArray<Uint8Array>
}

export interface Keys {
  readonly putList: (
    asker: Asker,
    put: { readonly list: Uint8Array; readonly leaf?: Uint8Array | undefined },
  ) => Promise<Result<undefined, KeysRefusal>>
  readonly putLeaf: (asker: Asker, bytes: Uint8Array) => Promise<Result<undefined, KeysRefusal>>
  readonly query: (
    asker: UserId,
    users: ReadonlyArray<{ readonly user: UserId; readonly after: number }>,
  ) => Promise<ReadonlyArray<PublishedKeys>>
  readonly putBackup: (
    asker: Asker,
    backup: { readonly version: number; readonly blob: Uint8Array },
  ) => Promise<Result<undefined, KeysRefusal>>
  readonly backup: KeyStore['backup']
}

export interface KeysDeps {
  readonly store: KeyStore
  readonly acquainted: DirectoryStore['acquainted']
  readonly verifier: Verifier
  readonly clock: Clock
  /** The user has a new list: resolves once open sessions are being told. */
  readonly changed: (user: UserId, version: number) => Promise<void>
  /** The device may do nothing any more. */
  readonly revoked: (device: DeviceId) => void
}

export function createKeys(deps: KeysDeps): Keys {
  const { store } = deps
  /** The newest list, if the asking device is in it. */
  const ownList = async ({ user, device }: Asker): Promise<DeviceList | undefined> => {
    const newest = await store.newestList(user)
    const list = newest && readStoredList(newest)
    return list && isListed(list, device) ? list : undefined
  }
  return {
    putList: (asker, { list, leaf }) => putList(deps, asker, list, leaf),
    putLeaf: async (asker, bytes) => {
      const list = await ownList(asker)
      return list === undefined ? fail({ kind: 'not-linked' }) : putLeaf(deps, asker, list, bytes)
    },
    query: async (asker, users) => {
      const known = await deps.acquainted(
        asker,
        users.map(({ user }) => user),
      )
      const asked = new Map(
        users.filter(({ user }) => known.has(user)).map(({ user, after }) => [user, after]),
      )
      const found: Array<PublishedKeys> = []
      for (const [user, after] of asked) found.push(await publishedKeys(store, user, after))
      return found.filter(({ lists, leaves }) => lists.length > 0 || leaves.length > 0)
    },
    putBackup: async (asker, { version, blob }) => {
      if ((await ownList(asker)) === undefined) return fail({ kind: 'not-linked' })
      const put = await store.putBackup(asker.user, version, blob)
      return put.ok ? ok(undefined) : fail({ kind: 'backup-moved' })
    },
    backup: store.backup,
  }
}

const refused = (detail: string): { readonly ok: false; readonly failure: KeysRefusal } =>
  fail({ kind: 'keys-refused', detail })

const isListed = ({ devices }: DeviceList, device: DeviceId): boolean =>
  devices.some(({ sign }) => deviceIdOf(sign) === device)

function goodLeaf(
  { verifier, clock }: KeysDeps,
  { device }: Asker,
  list: DeviceList,
  bytes: Uint8Array,
): LeafRecord | undefined {
  const own = list.devices.find(({ sign }) => deviceIdOf(sign) === device)
  const leaf = own && readLeaf(bytes, own.sign, verifier)
  return leaf !== undefined && isLeafGood(leaf, clock.now()) ? leaf : undefined
}

async function putLeaf(
  deps: KeysDeps,
  asker: Asker,
  list: DeviceList,
  bytes: Uint8Array,
): Promise<Result<undefined, KeysRefusal>> {
  const leaf = goodLeaf(deps, asker, list, bytes)
  if (leaf === undefined) return refused('not a leaf of this device that is good now')
  const put = await deps.store.putLeaf({ ...asker, generation: leaf.g, until: leaf.until, bytes })
  return put.ok ? ok(undefined) : refused('not a later generation')
}

async function putList(
  deps: KeysDeps,
  asker: Asker,
  bytes: Uint8Array,
  leaf: Uint8Array | undefined,
): Promise<Result<undefined, KeysRefusal>> {
  const { store, verifier, changed, revoked } = deps
  const { user, device } = asker
  const newest = await store.newestList(user)
  const pinned = newest && { ...newest, list: readStoredList(newest) }
  const advance = advanceList(user, pinned, [bytes], verifier)
  if (!advance.ok) return refusedList(advance.failure, newest)
  const [step] = advance.value.steps
  if (step === undefined) return ok(undefined) // it is the newest already: an answer was lost
  const { list, hash } = step
  const { version } = list
  if (newest === undefined && version !== 1) return refused('not the first version')
  if (!isListed(list, device) && version > 1 && !list.reset) return fail({ kind: 'not-linked' })
  if (leaf !== undefined && goodLeaf(deps, asker, list, leaf) === undefined)
    return refused('not a leaf of this device that is good now')
  const devices = list.devices.map(({ sign }) => deviceIdOf(sign))
  const put = await store.putList({ user, version, hash, bytes, devices, revoked: list.revoked })
  if (!put.ok) return moved(await store.newestList(user))
  for (const each of put.value) revoked(each)
  // A leaf that was put up already is no reason to take the list back: its device puts up the next.
  if (leaf !== undefined) await putLeaf(deps, asker, list, leaf)
  await changed(user, version)
  return ok(undefined)
}

const moved = (newest: StoredList | undefined): { readonly ok: false; readonly failure: KeysRefusal } =>
  newest === undefined ? refused('not the first version') : fail({ kind: 'list-moved', newest: newest.bytes })

/** Of a list that does not follow on the newest its writer has to see that one; of any other, why it is none. */
function refusedList(
  failure: ListRefusal,
  newest: StoredList | undefined,
): { readonly ok: false; readonly failure: KeysRefusal } {
  switch (failure.kind) {
    case 'no-list':
      return refused('no device list of this user')
    case 'gap':
    case 'rolled-back':
    case 'forked':
      return moved(newest)
    case 'broken':
      return failure.rule === 'prev' ? moved(newest) : refused(`it breaks the rule of ${failure.rule}`)
  }
}

async function publishedKeys(store: KeyStore, user: UserId, after: number): Promise<PublishedKeys> {
  const lists = [...(await store.listsAfter(user, after, maxAnsweredLists))]
  const newest = await store.newestList(user)
  if (newest !== undefined && (lists.at(-1)?.version ?? newest.version) < newest.version) {
    lists.splice(maxAnsweredLists - 1, 1, newest)
  }
  const leaves = await store.leaves(user)
  return { user, lists: lists.map(({ bytes }) => bytes), leaves: leaves.map(({ bytes }) => bytes) }
}
