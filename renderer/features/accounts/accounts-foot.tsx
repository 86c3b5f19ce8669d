import { type JSX, useState } from 'react'
import type { Accounts } from '../../engine/accounts-model.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { EraseDialog } from '../leaving/late.ts'
import { useAmongAccounts } from './accounts-context.ts'
import { AddAccountDialog } from './add-account-dialog.tsx'
import { words } from './words.ts'

interface FootProps {
  readonly of: 'signed-out' | 'locked'
}

/** Where an account is not open: the ways to the others. */
export function AccountsFoot({ of }: FootProps): JSX.Element | null {
  const among = useAmongAccounts()
  return among === undefined ? null : <Foot of={of} {...among} />
}

function Foot({
  of,
  accounts,
  seat,
}: FootProps & { readonly accounts: Accounts<unknown>; readonly seat: number }): JSX.Element | null {
  const { seats } = useReadable(accounts.state)
  const isOneOfMany = seats.length > 1
  const state = seats.find((each) => each.seat === seat)?.state
  const [adding, setAdding] = useState(false)
  const [erasing, setErasing] = useState(false)
  if (of === 'signed-out' && !isOneOfMany) return null
  return (
    <>
      {of === 'locked' && (
        <Button look="link" onClick={() => setAdding(true)}>
          {words.useAnother}
        </Button>
      )}
      {isOneOfMany && (
        <Button look="link" onClick={() => void accounts.close(seat)}>
          {of === 'locked' ? words.remove : words.leave}
        </Button>
      )}
      {of === 'locked' && (
        <Button look="link" onClick={() => setErasing(true)}>
          {words.erase}
        </Button>
      )}
      {erasing && state !== undefined && 'username' in state && (
        <EraseDialog username={state.username} waiting={0} onClose={() => setErasing(false)} />
      )}
      {adding && <AddAccountDialog accounts={accounts} onClose={() => setAdding(false)} />}
    </>
  )
}
