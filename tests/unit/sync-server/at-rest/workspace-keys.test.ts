import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomId, workspaceId } from '../../../../core/protocol/ids.ts'
import { keyNumberOf } from '../../../../sync-server/at-rest/gcm.ts'
import { createMasterKey } from '../../../../sync-server/at-rest/master-key.ts'
import {
  createAtRest,
  firstKeys,
  newWrappedKey,
  rewrap,
  type WrappedKey,
} from '../../../../sync-server/at-rest/workspace-keys.ts'
import { StoreTrouble } from '../../../../sync-server/store/store.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

const plain = new TextEncoder().encode('the quay is closed')

function setup() {
  const random = createSeededRandom(3)
  const master = createMasterKey(random.bytes(32), random)
  const workspace = randomId(workspaceId, random)
  const other = randomId(workspaceId, random)
  const rows = new Map([workspace, other].map((each) => [each, [...firstKeys({ master, random }, each)]]))
  const atRestUnder = (under = master) =>
    createAtRest({ master: under, random, load: (asked) => rows.get(asked) ?? [] })
  return { random, master, workspace, other, rows, atRestUnder }
}

const isDamage = (run: () => unknown): boolean => {
  try {
    run()
    return false
  } catch (error) {
    return error instanceof StoreTrouble && error.kind === 'damaged'
  }
}

test('[AR1] what was sealed opens at its place, in its workspace, and nowhere else', () => {
  const { workspace, other, atRestUnder } = setup()
  const { seal, open } = atRestUnder()
  const sealed = seal(workspace, 'entry a 1', plain)
  expect(open(workspace, 'entry a 1', sealed)).toEqual(plain)
  expect(Buffer.from(sealed).includes('quay')).toBe(false)
  expect(isDamage(() => open(workspace, 'entry a 2', sealed))).toBe(true)
  expect(isDamage(() => open(other, 'entry a 1', sealed))).toBe(true)
})

test('[AR1] any bytes come back as they were, and never lie there twice in the same form', () => {
  const { workspace, atRestUnder } = setup()
  const { seal, open } = atRestUnder()
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const [first, second] = [seal(workspace, 'p', bytes), seal(workspace, 'p', bytes)]
      expect(open(workspace, 'p', first)).toEqual(bytes)
      expect(first).not.toEqual(second)
      expect(first.length).toBe(bytes.length + 33)
    }),
  )
})

test('[AR1] no changed byte and no cut is taken', () => {
  const { workspace, atRestUnder } = setup()
  const { seal, open } = atRestUnder()
  const sealed = seal(workspace, 'p', plain)
  for (let at = 0; at < sealed.length; at++) {
    const changed = Uint8Array.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(isDamage(() => open(workspace, 'p', changed))).toBe(true)
    expect(isDamage(() => open(workspace, 'p', sealed.subarray(0, at)))).toBe(true)
  }
  expect(isDamage(() => open(workspace, 'p', Uint8Array.of(...sealed, 0)))).toBe(true)
})

test('[AR3] under another master key nothing opens; re-wrapped, everything does', () => {
  const { random, master, workspace, rows, atRestUnder } = setup()
  const sealed = atRestUnder().seal(workspace, 'p', plain)
  const tokens = atRestUnder().tokenKey(workspace)
  const next = createMasterKey(random.bytes(32), random)
  expect(isDamage(() => atRestUnder(next).open(workspace, 'p', sealed))).toBe(true)
  const wrapped = (rows.get(workspace) ?? []).map((key) => rewrap({ from: master, to: next }, workspace, key))
  rows.set(workspace, wrapped)
  expect(atRestUnder(next).open(workspace, 'p', sealed)).toEqual(plain)
  expect(atRestUnder(next).tokenKey(workspace)).toEqual(tokens)
  expect(isDamage(() => atRestUnder().open(workspace, 'p', sealed))).toBe(true)
})

test('[AR3] a wrapped key is good for its workspace and its number alone', () => {
  const { workspace, other, rows, atRestUnder } = setup()
  const [token, first] = rows.get(other) ?? []
  if (token === undefined || first === undefined) throw new Error('no keys')
  rows.set(workspace, [token, first])
  expect(isDamage(() => atRestUnder().seal(workspace, 'p', plain))).toBe(true)
  rows.set(
    other,
    [first, token].map(({ wrapped }, number): WrappedKey => ({ number, wrapped })),
  )
  expect(isDamage(() => atRestUnder().seal(other, 'p', plain))).toBe(true)
})

test('[AR5] a new key seals from then on, the old one still opens, also for who has not heard of the new one', () => {
  const { random, master, workspace, rows, atRestUnder } = setup()
  const before = atRestUnder()
  const old = before.seal(workspace, 'p', plain)
  rows.get(workspace)?.push(newWrappedKey({ master, random }, workspace, 2))
  const after = atRestUnder()
  const fresh = after.seal(workspace, 'p', plain)
  expect([keyNumberOf(old), keyNumberOf(fresh)]).toEqual([1, 2])
  expect(after.open(workspace, 'p', old)).toEqual(plain)
  expect(before.open(workspace, 'p', fresh)).toEqual(plain)
  expect(after.tokenKey(workspace)).toEqual(before.tokenKey(workspace))
})

test('[AR1] search tokens have a key of their own, another for each workspace', () => {
  const { workspace, other, atRestUnder } = setup()
  const { tokenKey } = atRestUnder()
  expect(tokenKey(workspace)).toHaveLength(32)
  expect(tokenKey(workspace)).not.toEqual(tokenKey(other))
})
