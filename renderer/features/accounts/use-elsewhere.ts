/** Where a conversation is that the account in view does not know: in another account of this window. Rule DT6. */
import { useEffect } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { Seat } from '../../../core/bridge/contract.ts'
import type { Engine } from '../../../core/engine/engine.ts'
import { workspaceWith } from '../../../core/engine/workspace-with.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import type { AccountGoal, Holder } from '../../engine/accounts-model.ts'
import type { AppModel } from '../../engine/app-model.ts'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import { accountIn, type AmongAccounts, isShut } from './accounts-context.ts'

export type Elsewhere =
  | { readonly kind: 'there'; readonly seat: number }
  /** An account is still being opened. */
  | { readonly kind: 'waiting' }
  /** No open one has it. These are locked: nobody can say. */
  | { readonly kind: 'nowhere'; readonly locked: ReadonlyArray<string> }

/** The first of `others` that has the conversation. @internal */
export function whereElse(
  others: ReadonlyArray<Seat>,
  holders: ReadonlyMap<number, Holder>,
  conversation: ConversationId,
): Elsewhere {
  const all = others.map((seat) => ({ ...seat, holder: holders.get(seat.seat) ?? firstOf(seat) }))
  const found = all.find(({ holder }) => typeof holder === 'function' && holder(conversation))
  if (found !== undefined) return { kind: 'there', seat: found.seat }
  if (all.some(({ holder }) => holder === 'opening')) return { kind: 'waiting' }
  const locked = all.flatMap((seat) => (isShut(seat) ? [accountIn(seat)?.name ?? ''] : []))
  return { kind: 'nowhere', locked }
}

/** Before it has told. */
const firstOf = ({ state }: Seat): Holder => (state.kind === 'open' ? 'opening' : 'closed')

/** Looks among the other accounts, and goes there if one of them has it. */
export function goElsewhere(among: AmongAccounts | undefined, { conversation, key }: AccountGoal): Elsewhere {
  if (among === undefined) return { kind: 'nowhere', locked: [] }
  const { accounts, seat } = among
  const others = accounts.state.read().seats.filter((each) => each.seat !== seat)
  const found = whereElse(others, accounts.holders.read(), conversation)
  if (found.kind === 'there') accounts.choose(found.seat, { conversation, key })
  return found
}

const noDirectory: Engine['directory'] = createCell({ loaded: false, workspaces: [] })

/** Lets the account in view know which conversations this one has. */
export function useHolding(among: AmongAccounts | undefined, model: AppModel): void {
  const state = useReadable(model.state)
  const engine = state.kind === 'ready' ? state.engine : undefined
  const isLoaded = useSlice(engine?.directory ?? noDirectory, ({ loaded }) => loaded)
  const isOpening =
    state.kind === 'starting' || state.kind === 'opening' || (engine !== undefined && !isLoaded)
  const { accounts, seat } = among ?? {}
  useEffect(() => {
    if (seat === undefined) return
    const holder =
      engine === undefined
        ? 'closed'
        : (id: ConversationId) => workspaceWith(engine.directory.read(), id) !== undefined
    accounts?.hold(seat, isOpening ? 'opening' : holder)
  }, [accounts, seat, engine, isOpening])
}
