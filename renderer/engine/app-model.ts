/**
 * Where the person stands, as the screens show it: main's session state, and for an open account the engine. At most one
 * engine runs, and it is closed before the account's lock is let go.
 */
import { createCell, type Readable } from '../../core/base/readable.ts'
import type { Result } from '../../core/base/result.ts'
import type { Account, PageBridge, SessionState } from '../../core/bridge/contract.ts'
import type { Engine } from '../../core/engine/engine.ts'
import type { OutboxFailure } from '../../core/storage/outbox.ts'
import type { StoreFailure } from '../../core/storage/local-store.ts'
import type { Claim, SolePage } from '../platform/sole-page.ts'

export type OpenAccountFailure =
  | { readonly kind: 'locked' }
  | { readonly kind: 'outbox'; readonly failure: OutboxFailure }
  | { readonly kind: 'store'; readonly failure: StoreFailure }

export type AppState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out'; readonly server: string }
  | { readonly kind: 'locked'; readonly username: string; readonly displayName: string }
  | { readonly kind: 'opening'; readonly account: Account }
  /** Another page of this profile runs the engine. */
  | { readonly kind: 'elsewhere'; readonly account: Account }
  | { readonly kind: 'failed'; readonly account: Account; readonly failure: OpenAccountFailure }
  | { readonly kind: 'ready'; readonly account: Account; readonly engine: Engine }

export interface AppModelDeps {
  readonly bridge: PageBridge
  readonly solePage: SolePage
  readonly openAccount: (account: Account) => Promise<Result<Engine, OpenAccountFailure>>
}

export interface AppModel {
  readonly state: Readable<AppState>
  /** Asks main where the person stands; from then on main tells. */
  readonly start: () => Promise<void>
  /** From `elsewhere`: makes the other page let go. */
  readonly takeOver: () => Promise<void>
  /** From `failed`. */
  readonly retry: () => Promise<void>
  /** The network or the power came back, or the person looks again. */
  readonly wake: () => void
}

export function createAppModel({ bridge, solePage, openAccount }: AppModelDeps): AppModel {
  const state = createCell<AppState>({ kind: 'starting' })
  let claim: Claim | undefined
  let turn = 0 // what was begun in an earlier turn no longer counts

  const leave = async (): Promise<void> => {
    turn++
    const current = state.read()
    const held = claim
    claim = undefined
    if (current.kind === 'ready') await current.engine.close()
    held?.release()
  }

  const giveUp = async (account: Account): Promise<void> => {
    const left = leave()
    state.write({ kind: 'elsewhere', account })
    await left
  }

  const enter = async (account: Account, mode: 'if-free' | 'take-over'): Promise<void> => {
    const mine = ++turn
    state.write({ kind: 'opening', account })
    const got = await solePage.claim(`tidings:${account.device}`, mode, () => giveUp(account))
    if (mine !== turn) return got?.release()
    if (got === undefined) return state.write({ kind: 'elsewhere', account })
    claim = got
    const opened = await openAccount(account)
    if (mine !== turn) return opened.ok ? opened.value.close() : undefined
    if (opened.ok) return state.write({ kind: 'ready', account, engine: opened.value })
    claim = undefined
    got.release()
    state.write({ kind: 'failed', account, failure: opened.failure })
  }

  const follow = async (session: SessionState): Promise<void> => {
    const current = state.read()
    if (session.kind !== 'open') {
      const left = leave()
      state.write(session)
      return left
    }
    if (!('account' in current)) return enter(session.account, 'if-free')
    if (current.account.device === session.account.device) {
      if (current.kind === 'ready') current.engine.wake() // signed in again: there is a fresh token
      return undefined
    }
    await leave()
    return enter(session.account, 'if-free')
  }

  const again = (kind: 'elsewhere' | 'failed', mode: 'if-free' | 'take-over') => async (): Promise<void> => {
    const current = state.read()
    if (current.kind === kind) await enter(current.account, mode)
  }

  return {
    state,
    start: async () => {
      bridge.listen('session.changed', (session) => void follow(session))
      await follow(await bridge.call('session.read', {}))
    },
    takeOver: again('elsewhere', 'take-over'),
    retry: again('failed', 'if-free'),
    wake: () => {
      const current = state.read()
      if (current.kind === 'ready') current.engine.wake()
    },
  }
}
