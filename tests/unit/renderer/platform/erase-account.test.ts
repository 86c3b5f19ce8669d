import { expect, test } from 'vitest'
import { userId } from '../../../../core/protocol/ids.ts'
import { type EraseDeps, eraseAccount } from '../../../../renderer/platform/erase-account.ts'
import { blocksDatabaseName } from '../../../../renderer/platform/indexeddb-blocks.ts'
import { documentsDatabaseName } from '../../../../renderer/platform/indexeddb-documents.ts'
import { databaseName } from '../../../../renderer/platform/indexeddb-store.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const [ada, ben] = [userId('1'.repeat(32)), userId('2'.repeat(32))]
const namesOf = (user: typeof ada) => [
  databaseName(user),
  documentsDatabaseName(user),
  blocksDatabaseName(user),
]

/** What a browser keeps of two people. `stuck` has an open connection as long as it is above zero looks. */
function setup(stuck = 0) {
  const kept = new Set([...namesOf(ada), ...namesOf(ben), 'else'])
  const items = new Map([
    [`${ada}:place`, 'x'],
    [`draft:${ada}`, 'x'],
    [`${ben}:place`, 'x'],
    ['welcome', ada],
    ['theme', 'dark'],
  ])
  let looks = 0
  const clock = createVirtualClock()
  const databases: EraseDeps['databases'] = {
    databases: async () => {
      looks++
      queueMicrotask(() => clock.advance(100))
      return [...kept].map((name) => ({ name, version: 1 }))
    },
    deleteDatabase: (name) => {
      if (looks > stuck || name !== databaseName(ada)) kept.delete(name)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nobody looks at what is answered
      return {} as IDBOpenDBRequest
    },
  }
  const storage = new Proxy(
    {
      getItem: (key: string) => items.get(key) ?? null,
      removeItem: (key: string) => void items.delete(key),
    },
    {
      ownKeys: () => [...items.keys()],
      getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
    },
  )
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as much of a storage as is used
  const deps: EraseDeps = { clock, databases, storage: storage as unknown as Storage }
  return { deps, kept, items, clock, looks: () => looks }
}

/** Time goes on until it is done. */
async function erase({ deps, clock }: ReturnType<typeof setup>): Promise<boolean> {
  let done: boolean | undefined
  void eraseAccount(deps, ada).then((all) => (done = all))
  for (let round = 0; round < 1_000 && done === undefined; round++) {
    clock.advance(100)
    await Promise.resolve()
  }
  return done ?? false
}

test('[SE7] the databases and all that was remembered of one account go, and nothing of another', async () => {
  const world = setup()
  expect(await erase(world)).toBe(true)
  expect([...world.kept]).toEqual([...namesOf(ben), 'else'])
  expect([...world.items.keys()]).toEqual([`${ben}:place`, 'theme'])
})

test('[SE7] a database that an engine holds is looked after until it is gone', async () => {
  const world = setup(5)
  expect(await erase(world)).toBe(true)
  expect(world.kept.has(databaseName(ada))).toBe(false)
  expect(world.looks()).toBeGreaterThan(5)
})

test('[SE7] what does not go in time is told, so that the next start tries again', async () => {
  const world = setup(Number.POSITIVE_INFINITY)
  expect(await erase(world)).toBe(false)
  expect(world.kept.has(databaseName(ada))).toBe(true)
  expect(world.kept.has(documentsDatabaseName(ada))).toBe(false)
})
