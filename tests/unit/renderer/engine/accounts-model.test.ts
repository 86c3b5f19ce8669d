import { expect, test } from 'vitest'
import type { BridgeEvents, PageBridge, Seat } from '../../../../core/bridge/contract.ts'
import { conversationId, userId } from '../../../../core/protocol/ids.ts'
import { createAccounts } from '../../../../renderer/engine/accounts-model.ts'
import { forgetful } from '../../../../renderer/platform/remembered.ts'

const here = 'http://here.example'
const ada = userId('1'.repeat(32))
const seat = (number: number, server = here): Seat => ({
  seat: number,
  server,
  state: { kind: 'signed-out', server },
})

/** The page of a main that has these seats; `move` is what main tells. */
function setup(first: ReadonlyArray<Seat>, remembered = forgetful()) {
  let listed = first
  let erased = [ada].slice(1)
  let mayErase = true
  let reloads = 0
  const made: number[] = []
  const gone: string[] = []
  const swept: string[] = []
  const heard: Array<(event: BridgeEvents['seats.changed']) => void> = []
  const answers: Readonly<Record<string, (input: never) => unknown>> = {
    'seats.read': () => listed,
    'seats.erased': () => erased,
    'seats.swept': ({ user }: { user: string }) => void swept.push(user),
    'seats.add': () => ({ ok: true, value: 9 }),
    'seats.close': () => undefined,
  }
  const bridge: PageBridge = {
    call: async (name, input) => {
      const answer: unknown = Reflect.apply(answers[name] ?? (() => undefined), undefined, [input])
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a table of answers
      return answer as never
    },
    listen: (name, listener) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- listens to one name alone
      if (name === 'seats.changed') heard.push(listener as never)
      return () => undefined
    },
  }
  const accounts = createAccounts({
    bridge,
    remembered,
    createParts: ({ seat: of }) => {
      made.push(of)
      return `parts of ${of}`
    },
    erase: async (user) => {
      gone.push(user)
      return mayErase
    },
    reload: () => void reloads++,
  })
  const move = (next: ReadonlyArray<Seat>): void => {
    listed = next
    for (const listener of heard) listener(next)
  }
  return {
    accounts,
    remembered,
    made,
    gone,
    swept,
    move,
    reloads: () => reloads,
    eraseOf: (user: typeof ada, may: boolean) => {
      erased = [user]
      mayErase = may
    },
    current: () => accounts.state.read().current,
    parts: () => accounts.state.read().seats.map((each) => each.parts),
  }
}

test('[SE1] each seat has its parts, made once, and they go with it', async () => {
  const { accounts, made, move, parts } = setup([seat(1), seat(2)])
  await accounts.start()
  move([seat(1), seat(2), seat(3)])
  move([seat(2), seat(3)])
  expect(made).toEqual([1, 2, 3])
  expect(parts()).toEqual(['parts of 2', 'parts of 3'])
})

test('[SE3] the seat in view is remembered; where it is no more, the first one is', async () => {
  const { accounts, remembered, move, current } = setup([seat(1), seat(2)])
  await accounts.start()
  expect(current()).toBe(1)
  accounts.choose(2)
  expect(current()).toBe(2)
  const again = setup([seat(1), seat(2)], remembered)
  await again.accounts.start()
  expect(again.current()).toBe(2)
  move([seat(1)])
  expect(current()).toBe(1)
})

test('[SE5] a server that the page was not loaded for has it loaded anew; one that is gone does not', async () => {
  const { accounts, made, move, reloads } = setup([seat(1), seat(2, 'http://other.example')])
  await accounts.start()
  move([seat(1)])
  expect(reloads()).toBe(0)
  move([seat(1), seat(2, 'http://other.example')])
  expect(reloads()).toBe(0)
  move([seat(1), seat(3, 'http://new.example')])
  expect([reloads(), made.includes(3)]).toEqual([1, false])
})

test('a seat that was added comes into view, unless the person has gone elsewhere meanwhile', async () => {
  const { accounts, move, current } = setup([seat(1), seat(2)])
  await accounts.start()
  const first = accounts.add(undefined)
  move([seat(1), seat(2), seat(9)])
  await first
  expect(current()).toBe(9)
  const second = accounts.add(undefined)
  accounts.choose(2)
  await second
  expect(current()).toBe(2)
})

test('[SE5] a seat on a server that the page was not loaded for is in view once the page is loaded anew', async () => {
  const { accounts, remembered, move, reloads } = setup([seat(1)])
  await accounts.start()
  const seats = [seat(1), seat(9, 'http://new.example')]
  const added = accounts.add('http://new.example')
  // Main tells of it before it answers; a page that went now would come back to the first seat.
  move(seats)
  expect(reloads()).toBe(0)
  await added
  expect(reloads()).toBe(1)
  const again = setup(seats, remembered)
  await again.accounts.start()
  expect(again.current()).toBe(9)
})

test('what an account is to go to is given to that account, once', async () => {
  const { accounts } = setup([seat(1), seat(2)])
  await accounts.start()
  const goal = { conversation: conversationId('c'.repeat(32)), key: 'k' }
  accounts.choose(2, goal)
  expect(accounts.takeGoal(1)).toBeUndefined()
  expect(accounts.takeGoal(2)).toMatchObject(goal)
  expect(accounts.takeGoal(2)).toBeUndefined()
})

test('what is to be read is kept for each seat, and forgotten with it', async () => {
  const { accounts, move } = setup([seat(1), seat(2)])
  await accounts.start()
  accounts.tell(1, { unread: true, count: 3 })
  accounts.tell(2, { unread: true, count: 1 })
  const before = accounts.told.read()
  accounts.tell(2, { unread: true, count: 1 })
  expect(accounts.told.read()).toBe(before)
  move([seat(2)])
  expect([...accounts.told.read()]).toEqual([[2, { unread: true, count: 1 }]])
})

test('[SE7] what main has erased goes from the page, and is asked for again until all of it is gone', async () => {
  const { accounts, gone, swept, eraseOf, move } = setup([seat(1)])
  eraseOf(ada, false)
  await accounts.start()
  await expect.poll(() => gone).toEqual([ada])
  expect(swept).toEqual([])
  eraseOf(ada, true)
  move([seat(1)])
  await expect.poll(() => swept).toEqual([ada])
  expect(gone).toEqual([ada, ada])
})
