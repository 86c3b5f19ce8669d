import { type JSX, type ReactNode, useEffect, useEffectEvent, useMemo } from 'react'
import type { Engine } from '../../../core/engine/engine.ts'
import type { Accounts } from '../../engine/accounts-model.ts'
import type { AppModel } from '../../engine/app-model.ts'
import { EngineProvider, type Page, PageProvider, usePerson } from '../../engine/contexts.tsx'
import type { SealedModels } from '../../engine/sealed-models.ts'
import { useOpenPerson } from '../../engine/use-open-person.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { useNotifications } from '../notifications/use-notifications.ts'
import { AccountsProvider, useAmongAccounts } from './accounts-context.ts'
import { useHolding } from './use-elsewhere.ts'

/** What one account has of this page: its own bridge, and all that stands on it. */
export interface AccountParts {
  readonly model: AppModel
  readonly page: Page
  readonly sealedModels: (engine: Engine) => SealedModels
}

interface AccountsAppProps {
  readonly accounts: Accounts<AccountParts>
  /** All screens of one account. */
  readonly app: (parts: AccountParts) => ReactNode
}

/** One account in view. The engines of the others that are unlocked run on, and tell what comes in. */
export function AccountsApp({ accounts, app }: AccountsAppProps): JSX.Element {
  const { seats, current } = useReadable(accounts.state)
  useAccountKeys(accounts)
  return (
    <>
      {seats.map(({ seat, parts }) => (
        <SeatProvider key={seat} accounts={accounts} seat={seat}>
          {seat === current ? app(parts) : <Background {...parts} />}
        </SeatProvider>
      ))}
    </>
  )
}

interface SeatProviderProps {
  readonly accounts: Accounts<AccountParts>
  readonly seat: number
  readonly children: ReactNode
}

function SeatProvider({ accounts, seat, children }: SeatProviderProps): JSX.Element {
  const among = useMemo(() => ({ accounts, seat }), [accounts, seat])
  return <AccountsProvider value={among}>{children}</AccountsProvider>
}

function Background({ model, page, sealedModels }: AccountParts): JSX.Element {
  return (
    <PageProvider value={page}>
      <BackgroundPerson model={model} sealedModels={sealedModels} />
    </PageProvider>
  )
}

function BackgroundPerson({ model, sealedModels }: Omit<AccountParts, 'page'>): JSX.Element | null {
  useHolding(useAmongAccounts(), model)
  const person = useOpenPerson(model, sealedModels)
  if (person === undefined) return null
  return (
    <EngineProvider value={person}>
      <Listening />
    </EngineProvider>
  )
}

/** Nothing of it is seen: it counts, notifies, and says that the person is there. */
function Listening(): null {
  const { own } = usePerson()
  const among = useAmongAccounts()
  useEffect(() => own.start(), [own])
  useNotifications({
    goTo: (conversation, key) => {
      among?.accounts.choose(among.seat, { conversation, key })
      return among !== undefined
    },
    current: undefined,
  })
  return null
}

/** Control (Command) and Shift with a digit: the account of that place. */
function useAccountKeys(accounts: Accounts<unknown>): void {
  const go = useEffectEvent((place: number): boolean => {
    const found = accounts.state.read().seats[place - 1]
    if (found === undefined || accounts.state.read().seats.length < 2) return false
    accounts.choose(found.seat)
    return true
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      // By place on the keyboard: with Shift a digit is another character on each.
      const place = /^Digit([1-9])$/.exec(event.code)?.[1]
      if (place === undefined || !event.shiftKey || event.altKey || !(event.ctrlKey || event.metaKey)) return
      if (document.querySelector('dialog[open]') === null && go(Number(place))) event.preventDefault()
    }
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}
