/**
 * The keys of workspaces (AR1): made with the workspace, wrapped by the master key, held unwrapped in memory once they are
 * needed. Number 0 keys the tokens of search and stays for good; 1, 2, 3… seal, the newest for what is written from now on.
 */
import type { KeyObject } from 'node:crypto'
import type { Random } from '../../core/base/random.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'
import { createLru } from '../relay/lru.ts'
import type { AtRest } from './at-rest.ts'
import { createNonces, damaged, keyBytes, keyNumberOf, openUnder, sealUnder, toKey } from './gcm.ts'
import type { MasterKey } from './master-key.ts'

export interface WrappedKey {
  readonly number: number
  readonly wrapped: Uint8Array
}

export interface WorkspaceKeysDeps {
  readonly master: MasterKey
  readonly random: Random
  /** All keys of a workspace as they are stored; none without such a workspace. */
  readonly load: (workspace: WorkspaceId) => ReadonlyArray<WrappedKey>
}

const tokenKeyNumber = 0
export const firstKeyNumber = 1

const wrapPlace = (workspace: WorkspaceId, number: number): string => `workspace key ${workspace} ${number}`

export function newWrappedKey(
  { master, random }: Pick<WorkspaceKeysDeps, 'master' | 'random'>,
  workspace: WorkspaceId,
  number: number,
): WrappedKey {
  return { number, wrapped: master.wrap(wrapPlace(workspace, number), random.bytes(keyBytes)) }
}

/** What a new workspace starts with. */
export const firstKeys = (
  deps: Pick<WorkspaceKeysDeps, 'master' | 'random'>,
  workspace: WorkspaceId,
): ReadonlyArray<WrappedKey> =>
  [tokenKeyNumber, firstKeyNumber].map((number) => newWrappedKey(deps, workspace, number))

/** The same key under another master key. */
export function rewrap(
  { from, to }: { readonly from: MasterKey; readonly to: MasterKey },
  workspace: WorkspaceId,
  { number, wrapped }: WrappedKey,
): WrappedKey {
  const place = wrapPlace(workspace, number)
  return { number, wrapped: to.wrap(place, from.unwrap(place, wrapped)) }
}

interface Ring {
  readonly newest: { readonly number: number; readonly key: KeyObject }
  readonly byNumber: ReadonlyMap<number, KeyObject>
  readonly token: Uint8Array
}

/** So many workspaces have their keys in memory. */
const maxRings = 10_000

export function createAtRest({ master, random, load }: WorkspaceKeysDeps): AtRest {
  const rings = createLru<WorkspaceId, Ring>(maxRings)
  const nonce = createNonces(random)
  const read = (workspace: WorkspaceId): Ring => {
    const secrets = load(workspace).map(({ number, wrapped }) => {
      const secret = master.unwrap(wrapPlace(workspace, number), wrapped)
      return { number, secret }
    })
    const token = secrets.find(({ number }) => number === tokenKeyNumber)?.secret
    const sealing = secrets.filter(({ number }) => number >= firstKeyNumber)
    const byNumber = new Map(sealing.map(({ number, secret }) => [number, toKey(secret)]))
    const newest = Math.max(...byNumber.keys())
    const key = byNumber.get(newest)
    if (token === undefined || key === undefined) throw damaged('a workspace without keys')
    const ring = { newest: { number: newest, key }, byNumber, token }
    rings.set(workspace, ring)
    return ring
  }
  const ringOf = (workspace: WorkspaceId): Ring => rings.get(workspace) ?? read(workspace)
  return {
    seal: (workspace, place, plain) => sealUnder(ringOf(workspace).newest, place, plain, nonce()),
    open: (workspace, place, sealed) => {
      const number = keyNumberOf(sealed)
      // Another instance may have sealed it under a key that is newer than what is known here.
      const key = ringOf(workspace).byNumber.get(number) ?? read(workspace).byNumber.get(number)
      if (key === undefined) throw damaged('sealed under a key that is gone')
      return openUnder(key, place, sealed)
    },
    tokenKey: (workspace) => ringOf(workspace).token,
  }
}
