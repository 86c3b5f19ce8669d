/** The accounts of this window, as main has them in their seats: each with its own state, one of them in view. */
import { type Cell, createCell, type Readable } from '../../core/base/readable.ts'
import type { Result } from '../../core/base/result.ts'
import type { PageBridge, Seat } from '../../core/bridge/contract.ts'
import type { AddSeatFailure } from '../../core/bridge/seats-contract.ts'
import type { ConversationId, UserId } from '../../core/protocol/ids.ts'
import type { Told } from '../features/unread/told.ts'
import type { Remembered } from '../platform/remembered.ts'

/** To a message, by its key, or to the conversation alone. */
export interface AccountGoal {
  readonly conversation: ConversationId
  readonly key?: string | undefined
}

/** Whether an account has a conversation; `opening` as long as it cannot tell, `closed` if it will not. */
export type Holder = ((conversation: ConversationId) => boolean) | 'opening' | 'closed'

export interface AccountsState<Parts> {
  readonly seats: ReadonlyArray<Seat & { readonly parts: Parts }>
  /** The seat in view; 0 before main has answered. */
  readonly current: number
}

export interface Accounts<Parts> {
  readonly state: Readable<AccountsState<Parts>>
  readonly start: () => Promise<void>
  /** `goal`: where to go there, once it is in view. */
  readonly choose: (seat: number, goal?: AccountGoal) => void
  /** Asked once by the account that came into view: what it was to go to. */
  readonly takeGoal: (seat: number) => AccountGoal | undefined
  /** Makes a seat and has it in view. */
  readonly add: (server: string | undefined) => Promise<Result<number, AddSeatFailure>>
  /** Takes a seat out of the window. What lies on the disk stays. */
  readonly close: (seat: number) => Promise<void>
  /** What those tell that are not in view. */
  readonly holders: Readable<ReadonlyMap<number, Holder>>
  readonly hold: (seat: number, holder: Holder) => void
  /** What is to be read in each. */
  readonly told: Readable<ReadonlyMap<number, Told>>
  readonly tell: (seat: number, told: Told) => void
}

export interface AccountsDeps<Parts> {
  readonly bridge: PageBridge
  readonly remembered: Remembered
  /** Called once for each seat. */
  readonly createParts: (seat: Seat) => Parts
  /** Deletes what the page keeps of an account that was erased. False: not all of it, the next start tries again. */
  readonly erase: (user: UserId) => Promise<boolean>
  /** This page may not reach a server that it was not loaded for. */
  readonly reload: () => void
}

const currentKey = 'seat'

export function createAccounts<Parts>({
  bridge,
  remembered,
  createParts,
  erase,
  reload,
}: AccountsDeps<Parts>): Accounts<Parts> {
  const state = createCell<AccountsState<Parts>>({ seats: [], current: 0 })
  const told = createCell<ReadonlyMap<number, Told>>(new Map())
  const holders = createCell<ReadonlyMap<number, Holder>>(new Map())
  let wanted = Number(remembered.read(currentKey) ?? 0)
  const goals = createGoals()
  const reach = createReach(reload)

  const take = (list: ReadonlyArray<Seat>): void => {
    if (!reach.covers(list)) return
    const { seats: before } = state.read()
    const seats = list.map((each) => {
      const known = before.find(({ seat }) => seat === each.seat)
      return { ...each, parts: known?.parts ?? createParts(each) }
    })
    sweep()
    prune(told, seats)
    prune(holders, seats)
    return state.write({ seats, current: inView(seats) })
  }
  const sweep = createSweep(bridge, erase)
  const inView = (seats: AccountsState<Parts>['seats']): number =>
    (seats.find(({ seat }) => seat === wanted) ?? seats[0])?.seat ?? 0

  const choose = (seat: number): void => {
    wanted = seat
    remembered.write(currentKey, String(seat))
    const { seats } = state.read()
    state.write({ seats, current: inView(seats) })
  }

  return {
    state,
    start: async () => {
      bridge.listen('seats.changed', take)
      take(await bridge.call('seats.read', {}))
    },
    choose: (seat, to) => {
      goals.set(seat, to)
      choose(seat)
    },
    takeGoal: goals.take,
    add: (server) =>
      reach.whileAdding(async () => {
        const before = wanted
        const added = await bridge.call('seats.add', server === undefined ? {} : { server })
        // Unless the person has gone elsewhere meanwhile.
        if (added.ok && wanted === before) choose(added.value)
        return added
      }),
    close: (seat) => bridge.call('seats.close', { seat }),
    holders,
    hold: (seat, holder) => holders.write(new Map([...holders.read(), [seat, holder]])),
    told,
    tell: (seat, what) => note(told, seat, what),
  }
}

/** The servers that this page was loaded for. It is loaded anew where a seat needs another. */
function createReach(reload: () => void): {
  readonly covers: (list: ReadonlyArray<Seat>) => boolean
  readonly whileAdding: <Value>(add: () => Promise<Value>) => Promise<Value>
} {
  let servers: ReadonlySet<string> | undefined
  let adding = 0
  let isOutgrown = false
  const leave = (): void => {
    // What is being added is chosen first: loaded anew, the page knows no more than what it remembered.
    if (isOutgrown && adding === 0) reload()
  }
  return {
    covers: (list) => {
      servers ??= new Set(list.map(({ server }) => server))
      const covered = list.every(({ server }) => servers?.has(server))
      isOutgrown ||= !covered
      if (!covered) leave()
      return covered
    },
    whileAdding: async (add) => {
      adding++
      try {
        return await add()
      } finally {
        adding--
        leave()
      }
    },
  }
}

function prune<Value>(cell: Cell<ReadonlyMap<number, Value>>, seats: ReadonlyArray<Seat>): void {
  const kept = [...cell.read()].filter(([seat]) => seats.some((each) => each.seat === seat))
  cell.write(new Map(kept))
}

/** The last one alone. */
function createGoals(): {
  readonly set: (seat: number, goal: AccountGoal | undefined) => void
  readonly take: (seat: number) => AccountGoal | undefined
} {
  let waiting: (AccountGoal & { readonly seat: number }) | undefined
  return {
    set: (seat, goal) => {
      waiting = goal && { ...goal, seat }
    },
    take: (seat) => {
      const taken = waiting?.seat === seat ? waiting : undefined
      if (taken !== undefined) waiting = undefined
      return taken
    },
  }
}

/** One look after another: what main has erased goes from the page too. */
function createSweep(bridge: PageBridge, erase: (user: UserId) => Promise<boolean>): () => void {
  let sweeping = Promise.resolve()
  return () => {
    sweeping = sweeping
      .then(async () => {
        for (const user of await bridge.call('seats.erased', {}))
          if (await erase(user)) await bridge.call('seats.swept', { user })
      })
      .catch(() => undefined) // the next start asks again
  }
}

function note(told: Cell<ReadonlyMap<number, Told>>, seat: number, what: Told): void {
  const known = told.read().get(seat)
  if (known?.unread === what.unread && known.count === what.count) return
  told.write(new Map([...told.read(), [seat, what]]))
}
