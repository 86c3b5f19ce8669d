/** What holders of keys ask the relay in memory for. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ApiCode } from '../../core/protocol/api.ts'
import { maxAnsweredLists } from '../../core/protocol/keys-api.ts'
import type { DeviceId, UserId } from '../../core/protocol/ids.ts'
import { deviceIdOf, readList } from '../../core/sealed/device-list.ts'
import { readLeaf } from '../../core/sealed/leaf-record.ts'
import { createPrimitives } from '../../main/e2ee/primitives.ts'
import type { ApiFailure } from '../../main/sign-in/ask.ts'
import type { KeysApi } from '../../main/sign-in/keys-api.ts'

export interface KeptKeys {
  readonly lists: Map<UserId, Array<Uint8Array>>
  readonly leaves: Map<DeviceId, Uint8Array>
  readonly backups: Map<UserId, { readonly version: number; readonly blob: Uint8Array<ArrayBuffer> }>
  /** Lists are refused so. */
  listsRefused?: ApiCode | undefined
  /** So many were. */
  refusals?: number
  /** What a backup that is put up waits for. */
  backupsWait?: Promise<void>
}

export const verifier = createPrimitives(() => new Uint8Array())

/** Lists, leaves and backups as the relay serves them; what it does with them is not checked here. */
export function createKeysDoor(relay: KeptKeys, self: UserId): KeysApi {
  const refused = (code: ApiCode): Result<never, ApiFailure> =>
    fail({ kind: 'refused', code, retryAfterSeconds: 0 })
  return {
    putList: async (_, list, leaf) => {
      if (relay.listsRefused !== undefined) {
        relay.refusals = (relay.refusals ?? 0) + 1
        return refused(relay.listsRefused)
      }
      const known = relay.lists.get(self) ?? []
      if (readList(list, verifier)?.version !== known.length + 1) return refused('list-moved')
      relay.lists.set(self, [...known, list])
      for (const { sign } of (leaf && readList(list, verifier)?.devices) ?? []) {
        const read = leaf && readLeaf(leaf, sign, verifier)
        if (leaf !== undefined && read !== undefined) relay.leaves.set(read.device, leaf)
      }
      return ok(undefined)
    },
    putLeaf: async (_, leaf) => {
      for (const versions of relay.lists.values()) {
        const newest = versions.at(-1)
        for (const { sign } of (newest && readList(newest, verifier)?.devices) ?? []) {
          const read = readLeaf(leaf, sign, verifier)
          if (read !== undefined) relay.leaves.set(read.device, leaf)
        }
      }
      return ok(undefined)
    },
    queryKeys: async (_, users) =>
      ok(
        users.flatMap(({ user, after }) => {
          const lists = relay.lists.get(user)
          const newest = lists?.at(-1)
          const devices = (newest && readList(newest, verifier)?.devices) ?? []
          const leaves = devices.flatMap(({ sign }) => relay.leaves.get(deviceIdOf(sign)) ?? [])
          return lists === undefined
            ? []
            : [{ user, lists: answered(lists.slice(after)).map(own), leaves: leaves.map(own) }]
        }),
      ),
    seen: async () => ok([]),
    backup: async () => ok(relay.backups.get(self)),
    putBackup: async (_, version, blob) => {
      if (version !== (relay.backups.get(self)?.version ?? 0) + 1) return refused('backup-moved')
      relay.backups.set(self, { version, blob: own(blob) })
      await relay.backupsWait
      return ok(undefined)
    },
    // Takes all and hands out nothing.
    linkMessages: async () => ok([]),
    postLink: async () => ok(1),
  }
}

/** As many as one answer holds: the oldest of them, and the newest at the end (KY4). */
const answered = (lists: ReadonlyArray<Uint8Array>): ReadonlyArray<Uint8Array> =>
  lists.length <= maxAnsweredLists ? lists : [...lists.slice(0, maxAnsweredLists - 1), ...lists.slice(-1)]

const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes)
