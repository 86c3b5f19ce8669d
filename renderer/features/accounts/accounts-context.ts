import { createContext, use } from 'react'
import type { Seat } from '../../../core/bridge/contract.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import type { Accounts } from '../../engine/accounts-model.ts'

/** The accounts of this window, as one of them sees the others. */
export interface AmongAccounts {
  readonly accounts: Accounts<unknown>
  /** Whose screens these are. */
  readonly seat: number
}

const AccountsContext = createContext<AmongAccounts | undefined>(undefined)
export const AccountsProvider = AccountsContext.Provider

/** Undefined where there is but one, and no way to more. */
export const useAmongAccounts = (): AmongAccounts | undefined => use(AccountsContext)

/** The name to show of a seat; undefined where nobody is signed in. */
export function accountIn({ state }: Seat): { readonly id: UserId; readonly name: string } | undefined {
  switch (state.kind) {
    case 'open':
      return { id: state.account.user, name: state.account.displayName }
    case 'locked':
    case 'passphrase-due':
      return { id: state.user, name: state.displayName }
    case 'signed-out':
      return undefined
  }
}

/** Somebody's, and to be opened first. */
export const isShut = ({ state }: Seat): boolean => state.kind === 'locked' || state.kind === 'passphrase-due'
