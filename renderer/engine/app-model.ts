/**
 * Where the person stands, as the screens show it: main's session state, and for an open account the engine, which this
 * window runs or another one of the same account.
 */
import { type Cell, createCell, type Readable } from '../../core/base/readable.ts'
import type { Result } from '../../core/base/result.ts'
import type { Account, LockedState, PageBridge, SessionState } from '../../core/bridge/contract.ts'
import type { PassphraseDueState } from '../../core/bridge/policy-contract.ts'
import type { Engine } from '../../core/engine/engine.ts'
import type { OutboxFailure } from '../../core/storage/outbox.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'

export type OpenAccountFailure =
  | { readonly kind: 'locked' }
  | { readonly kind: 'outbox'; readonly failure: OutboxFailure }
  | { readonly kind: 'store'; readonly failure: StoreFailure }

export type AppState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out'; readonly server: string }
  | LockedState
  | PassphraseDueState
  | { readonly kind: 'opening'; readonly account: Account }
  | { readonly kind: 'failed'; readonly account: Account; readonly failure: OpenAccountFailure }
  | { readonly kind: 'ready'; readonly account: Account; readonly engine: Engine }

export interface AppModelDeps {
  readonly bridge: PageBridge
  /** `failed`: the engine that was opened has come to its end, and there is none in its place. */
  readonly openAccount: (
    account: Account,
    failed: (failure: OpenAccountFailure) => void,
  ) => Promise<Result<Engine, OpenAccountFailure>>
}

export interface AppModel {
  readonly state: Readable<AppState>
  /** Asks main where the person stands; from then on main tells. */
  readonly start: () => Promise<void>
  /** From `failed`. */
  readonly retry: () => Promise<void>
  /** The network or the power came back, or the person looks again. */
  readonly wake: () => void
}

export function createAppModel({ bridge, ...deps }: AppModelDeps): AppModel {
  const state = createCell<AppState>({ kind: 'starting' })
  const { enter, leave } = createDoor({ ...deps, state })

  const follow = async (session: SessionState): Promise<void> => {
    const current = state.read()
    if (session.kind !== 'open') {
      const left = leave()
      state.write(session)
      return left
    }
    if (!('account' in current)) return enter(session.account)
    if (current.account.device === session.account.device) {
      if (current.kind !== 'ready') return undefined
      const { username, displayName } = session.account
      const isRenamed = username !== current.account.username || displayName !== current.account.displayName
      if (isRenamed) state.write({ ...current, account: session.account })
      current.engine.wake() // signed in again: there is a fresh token
      return undefined
    }
    await leave()
    return enter(session.account)
  }

  // One after another: an account is left for good before it can be entered again.
  let line = Promise.resolve()
  const inLine = (session: SessionState): Promise<void> => {
    line = line.then(() => follow(session))
    return line
  }

  return {
    state,
    start: async () => {
      bridge.listen('session.changed', (session) => void inLine(session))
      await inLine(await bridge.call('session.read', {}))
    },
    retry: async () => {
      const current = state.read()
      if (current.kind === 'failed') await enter(current.account)
    },
    wake: () => {
      const current = state.read()
      if (current.kind === 'ready') current.engine.wake()
    },
  }
}

interface DoorDeps extends Omit<AppModelDeps, 'bridge'> {
  readonly state: Cell<AppState>
}

/** Lets one account in at a time and out again. What was begun for an account that has left meanwhile is undone. */
function createDoor({ openAccount, state }: DoorDeps): {
  readonly enter: (account: Account) => Promise<void>
  readonly leave: () => Promise<void>
} {
  let turn = 0
  let opening = Promise.resolve()

  const leave = async (): Promise<void> => {
    turn++
    const current = state.read()
    if (current.kind === 'ready') await current.engine.close()
    await opening
  }

  const enter = async (account: Account): Promise<void> => {
    const mine = ++turn
    state.write({ kind: 'opening', account })
    opening = open(account, mine)
    await opening
  }

  const open = async (account: Account, mine: number): Promise<void> => {
    const fail = async (failure: OpenAccountFailure): Promise<void> => {
      if (mine !== turn) return
      const left = leave()
      state.write({ kind: 'failed', account, failure })
      await left
    }
    const opened = await openAccount(account, (failure) => void fail(failure))
    if (mine !== turn) return opened.ok ? opened.value.close() : undefined
    if (opened.ok) return state.write({ kind: 'ready', account, engine: opened.value })
    state.write({ kind: 'failed', account, failure: opened.failure })
  }

  return { enter, leave }
}
