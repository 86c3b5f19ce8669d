import { useEffect, useEffectEvent } from 'react'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { useAmongAccounts } from './accounts-context.ts'

/** Where the person was to go when this account was chosen: a notification of it was pressed while another one was in view. */
export function useAccountGoal(goTo: (conversation: ConversationId, key: string) => boolean): void {
  const among = useAmongAccounts()
  const go = useEffectEvent(goTo)
  useEffect(() => {
    const goal = among?.accounts.takeGoal(among.seat)
    if (goal !== undefined) go(goal.conversation, goal.key)
  }, [among])
}
