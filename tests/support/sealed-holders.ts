/** Holders of keys as they run in main, over a relay in memory that keeps device lists and sealed logs and judges as a relay does. */
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { millis } from '../../core/base/clock.ts'
import { Defect, orThrow } from '../../core/base/defect.ts'
import { fail } from '../../core/base/result.ts'
import type { SealedRow } from '../../core/bridge/sealing.ts'
import type { RefuseCode } from '../../core/protocol/codes.ts'
import { encodeEntry, entryIdOf } from '../../core/protocol/entry.ts'
import type { LoggedEntry } from '../../core/protocol/frame.ts'
import {
  type ConversationId,
  type DeviceId,
  type UserId,
  userId,
  workspaceId,
} from '../../core/protocol/ids.ts'
import { emptyHead, nextHead } from '../../core/protocol/log.ts'
import type { SealedKind } from '../../core/sealed/epoch-body.ts'
import { dmConversationId, groupConversationId } from '../../core/sealed/conversation-id.ts'
import { deviceIdOf, listHash, readList } from '../../core/sealed/device-list.ts'
import { isLeafGood, readLeaf } from '../../core/sealed/leaf-record.ts'
import { listFact } from '../../core/sealed/judgement.ts'
import { judgeSealed } from '../../core/sealed/log-rules.ts'
import { decodeSealed } from '../../core/sealed/sealed-entry.ts'
import { emptySealedLog, type SealedLog } from '../../core/sealed/sealed-log.ts'
import { createPrimitives, primitivesReady } from '../../main/e2ee/primitives.ts'
import type { PlannedMember } from '../../main/e2ee/plans.ts'
import { createSealedService, type SealedService } from '../../main/e2ee/sealed-service.ts'
import { type Keyring, openKeyring } from '../../main/keyring/keyring.ts'
import { withNewDevice } from '../../main/vault/device-keys.ts'
import { leastCost } from '../../main/vault/passphrase.ts'
import type { Vault } from '../../main/vault/held-vault.ts'
import { createVault } from '../../main/vault/vault.ts'
import { createMemoryProtector } from '../unit/main/vault/memory-protector.ts'
import { openRealFile } from './faulty-disk.ts'
import { createKeysDoor, type KeptKeys, verifier } from './memory-keys.ts'
import { createSeededRandom } from './seeded-random.ts'
import { temporaryFolder } from './temporary-folder.ts'
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts'

const sealedWorkspace = workspaceId('5'.repeat(32))

export interface SealedDevice {
  readonly user: UserId
  readonly device: DeviceId
  readonly vault: Vault
  readonly service: SealedService
  readonly keyring: Keyring
  readonly rows: Array<SealedRow>
  readonly forked: Array<UserId>
  readonly unblocked: Array<ConversationId>
  /** Told to be read anew. */
  readonly reopened: Array<ConversationId>
  /** Conversations in which something was said to be due. */
  readonly due: Array<ConversationId>
  /** Seals these texts' worth of entries as sync would, and hands them to the relay until all are in or one is refused. */
  readonly write: (
    conversation: ConversationId,
    ...entries: ReadonlyArray<Uint8Array>
  ) => Promise<RefuseCode | 'sealed'>
  /** Reads the log on from where it is verified. Answers with what was in it. */
  readonly read: (conversation: ConversationId) => ReturnType<SealedService['open']>
  /** An open entry of this device with `update` as its content. */
  readonly entry: (conversation: ConversationId, update: Uint8Array) => Uint8Array
  readonly beginDm: (other: UserId) => Promise<ConversationId>
  readonly beginGroup: (...others: ReadonlyArray<UserId>) => Promise<ConversationId>
  /** Its own way to the relay: what others see of it does not change. */
  readonly link: { isAway: boolean }
  /** The same device after the program ended: orderly, or (`crashed`) with nothing written but what was. */
  readonly restart: (how?: 'crashed') => Promise<SealedDevice>
}

export interface SealedWorld {
  readonly clock: VirtualClock
  /** What the relay keeps, for tests to spoil. */
  readonly relay: MemoryKeysRelay
  readonly addDevice: (user: UserId, name?: string, openFile?: OpenFile) => Promise<SealedDevice>
}

type OpenFile = typeof openRealFile

/** What a device keeps when the program ends. */
interface Held extends Pick<SealedDevice, 'user' | 'device' | 'vault'> {
  readonly name: string
  readonly openFile: OpenFile
  /** The keyring's. */
  readonly file: string
}

export interface MemoryKeysRelay extends KeptKeys {
  readonly logs: Map<ConversationId, { state: SealedLog; readonly entries: Array<LoggedEntry> }>
  isAway: boolean
  readonly append: (bytes: Uint8Array) => RefuseCode | 'sealed'
}

export async function createSealedWorld(): Promise<SealedWorld> {
  await primitivesReady
  const clock = createVirtualClock()
  const random = createSeededRandom(77)
  const relay = createMemoryRelay(clock)
  return {
    clock,
    relay,
    addDevice: (user, name = 'Laptop', openFile = openRealFile) =>
      withNewDevice(random, async ({ id: device, sign }) => {
        const folder = temporaryFolder()
        const account = { user, device, username: 'ada', displayName: 'Ada', relay: 'http://127.0.0.1:1' }
        const guard = { random, cost: leastCost, protector: createMemoryProtector() }
        const opening = { passphrase: undefined, refreshToken: 'token', sign }
        const vault = orThrow(await createVault(guard, path.join(folder, 'vault'), account, opening))
        return start({ user, device, name, vault, openFile, file: path.join(folder, 'keyring') }, new Map())
      }),
  }

  async function start(held: Held, counters: Map<ConversationId, number>): Promise<SealedDevice> {
    const { user, device, name, vault, openFile, file } = held
    const record = { random, openFile, report: () => undefined, compactFrom: 1_048_576 }
    const keyring = orThrow(await openKeyring({ ...record, file, key: vault.keyringKey() }))
    onTestFinished(keyring.close)
    const [rows, forked]: [Array<SealedRow>, Array<UserId>] = [[], []]
    const [unblocked, reopened]: [Array<ConversationId>, Array<ConversationId>] = [[], []]
    const due: Array<ConversationId> = []
    const link = { isAway: false }
    const api = createKeysDoor(relay, user)
    const service = createSealedService({
      user,
      device,
      deviceName: name,
      vault,
      keyring,
      primitives: createPrimitives((length) => Uint8Array.from(random.bytes(length))),
      clock,
      ask: (ask) =>
        relay.isAway || link.isAway ? Promise.resolve(fail({ kind: 'unreachable' })) : ask(api, 'token'),
      events: {
        known: (row) => rows.push(row),
        reopened: (conversations) => reopened.push(...conversations),
        due: (conversation) => due.push(conversation),
        devicesChanged: () => undefined,
        linkingChanged: () => undefined,
        recoveryChanged: () => undefined,
        trustChanged: () => undefined,
        unblocked: (conversation) => unblocked.push(conversation),
        keysChanged: () => undefined,
        forked: (about) => forked.push(about),
      },
    })
    await service.own.tend()
    const restart: SealedDevice['restart'] = async (how) => {
      if (how === undefined) await service.close()
      await keyring.close()
      return start(held, counters)
    }
    const told = { rows, forked, unblocked, reopened, due }
    return deviceOf(relay, service, { user, device, vault, keyring, ...told, link, restart }, counters)
  }

  function deviceOf(
    relayOf: MemoryKeysRelay,
    service: SealedService,
    known: Omit<SealedDevice, 'service' | 'write' | 'read' | 'entry' | 'beginDm' | 'beginGroup'>,
    counters: Map<ConversationId, number>,
  ): SealedDevice {
    const { user, device } = known
    const read: SealedDevice['read'] = async (conversation) => {
      const { seq } = orThrow(await service.position(conversation))
      return service.open(conversation, relayOf.logs.get(conversation)?.entries.slice(seq) ?? [])
    }
    return {
      ...known,
      service,
      read,
      entry: (conversation, update) => {
        const counter = counters.get(conversation) ?? 0
        counters.set(conversation, counter + 1)
        return encodeEntry({ kind: 'content', conversation, device, user, segment: 0, counter, update })
      },
      write: async (conversation, ...entries) => {
        const sealed = await service.seal(conversation, entries, { afresh: true })
        if (!sealed.ok) return sealed.failure.kind === 'refused' ? sealed.failure.code : 'unavailable'
        for (const { bytes } of sealed.value) {
          const answer = relayOf.append(bytes)
          if (answer !== 'sealed') return answer
        }
        const opened = await read(conversation)
        if (!opened.ok) throw new Defect(opened.failure.detail)
        return 'sealed'
      },
      beginDm: async (other) => {
        const members = [...new Set([user, other])].map((each) => ({ user: each, role: 'admin' as const }))
        return begin('dm', dmConversationId(sealedWorkspace, user, other), members, new Uint8Array(16))
      },
      beginGroup: async (...others) => {
        const made = Uint8Array.from(random.bytes(16))
        const rest = others.map((each) => ({ user: each, role: 'member' as const }))
        const members = [{ user, role: 'admin' as const }, ...rest]
        return begin('group', groupConversationId(sealedWorkspace, device, made), members, made)
      },
    }
    async function begin(
      type: SealedKind,
      id: ConversationId,
      members: ReadonlyArray<PlannedMember>,
      salt: Uint8Array,
    ): Promise<ConversationId> {
      const plan = { kind: 'create', type, workspace: sealedWorkspace, members, salt } as const
      orThrow(await service.plan(id, { ...plan, isUrgent: type === 'group' }))
      return id
    }
  }
}

function createMemoryRelay(clock: VirtualClock): MemoryKeysRelay {
  const relay: MemoryKeysRelay = {
    lists: new Map(),
    leaves: new Map(),
    backups: new Map(),
    logs: new Map(),
    isAway: false,
    append: (bytes) => append(relay, clock, bytes),
  }
  return relay
}

function append(relay: MemoryKeysRelay, clock: VirtualClock, bytes: Uint8Array): RefuseCode | 'sealed' {
  const decoded = decodeSealed(bytes)
  if (!decoded.ok) return 'malformed'
  const { conversation } = decoded.value
  const log = relay.logs.get(conversation) ?? { state: emptySealedLog(conversation), entries: [] }
  const judged = judgeSealed(log.state, decoded.value, {
    verify: verifier.verify,
    seenHead: log.entries[decoded.value.seenSeq - 1]?.head,
    listOf: (user, version) => {
      const list = relay.lists.get(user)?.[version - 1]
      const read = list && readList(list, verifier)
      return list && read && listFact(read, listHash(list))
    },
    append: {
      isNewest: (user, version) => relay.lists.get(user)?.length === version,
      isLeafGood: (device, generation) => {
        const sign = signOf(relay, device)
        const leaf = sign && readLeaf(relay.leaves.get(device) ?? new Uint8Array(), sign, verifier)
        return leaf?.g === generation && isLeafGood(leaf, clock.now())
      },
    },
  })
  if (!judged.ok) return judged.failure.code
  const seq = log.state.seq + 1
  const head = nextHead(log.entries.at(-1)?.head ?? emptyHead, seq, entryIdOf(bytes))
  log.entries.push({ seq, head, time: millis(clock.now()), bytes })
  log.state = judged.value
  relay.logs.set(conversation, log)
  return 'sealed'
}

function signOf({ lists }: MemoryKeysRelay, device: DeviceId): Uint8Array | undefined {
  for (const versions of lists.values()) {
    const newest = versions.at(-1)
    const list = newest && readList(newest, verifier)
    const found = list?.devices.find(({ sign }) => deviceIdOf(sign) === device)
    if (found !== undefined) return found.sign
  }
  return undefined
}

export const someUser = (number: number): UserId => userId(String(number).repeat(32).slice(0, 32))
