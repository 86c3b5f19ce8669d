import { useEffect, useEffectEvent } from 'react'
import type { Places } from '../main/places.ts'
import { useAmongAccounts } from './accounts-context.ts'

/**
 * Where the person was to go when this account was chosen: a notification of it was pressed, or a link into it, while another one
 * was in view.
 */
export function useAccountGoal({ goTo, goToConversation }: Pick<Places, 'goTo' | 'goToConversation'>): void {
  const among = useAmongAccounts()
  const go = useEffectEvent((conversation: Parameters<typeof goTo>[0], key: string | undefined) =>
    key === undefined ? goToConversation(conversation) : goTo(conversation, key),
  )
  useEffect(() => {
    const goal = among?.accounts.takeGoal(among.seat)
    if (goal !== undefined) go(goal.conversation, goal.key)
  }, [among])
}
