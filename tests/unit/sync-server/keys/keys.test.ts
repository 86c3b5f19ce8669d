import { expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { maxAnsweredLists } from '../../../../core/protocol/keys-api.ts'
import { createKeys } from '../../../../sync-server/keys/keys.ts'
import { openMemoryStore } from '../../../support/memory-store.ts'
import {
  listOf,
  makeDevice,
  makePerson,
  nextList,
  seededPrimitives,
  signList,
  someday,
} from '../../../support/sealed-people.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

test('[KY4] of a chain too long for one answer the beginning is shown, and the newest', async () => {
  const primitives = seededPrimitives(45)
  const store = openMemoryStore(createSeededRandom(3))
  onTestFinished(() => store.close())
  const person = makePerson(primitives, 1)
  const { user } = person
  const account = { user, username: 'ada', displayName: 'Ada', passwordHash: '', created: someday }
  orThrow(await store.accounts.createAccount(account))
  const told: Array<number> = []
  const keys = createKeys({
    store: store.keys,
    acquainted: store.directory.acquainted,
    verifier: primitives,
    clock: createVirtualClock(),
    changed: async (_, version) => void told.push(version),
    revoked: () => {},
  })
  const device = makeDevice(primitives)
  const chain: Array<Uint8Array> = []
  let list = listOf(primitives, person, [device])
  for (let version = 1; version <= maxAnsweredLists + 5; version++) {
    const before = chain.at(-1)
    if (before !== undefined) list = nextList(list, before, {})
    const bytes = signList(primitives, person.identity, list)
    orThrow(await keys.putList({ user, device: device.id }, { list: bytes }))
    chain.push(bytes)
  }
  expect(told.at(-1)).toBe(chain.length)
  const listsAfter = async (after: number) => (await keys.query(user, [{ user, after }])).at(0)?.lists
  expect(await listsAfter(0)).toEqual([...chain.slice(0, maxAnsweredLists - 1), chain.at(-1)])
  expect(await listsAfter(5)).toEqual(chain.slice(5))
  expect(await listsAfter(6)).toEqual(chain.slice(6))
  expect((await listsAfter(chain.length)) ?? []).toEqual([])
})
