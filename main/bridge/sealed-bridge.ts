/** Main's answers about keys and sealed conversations. */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { Bridge } from '../../core/bridge/contract.ts'
import type { SealFailure } from '../../core/bridge/sealing.ts'
import { beginConversation, changeMembers } from '../e2ee/begin.ts'
import type { SealedService } from '../e2ee/sealed-service.ts'
import type { Session } from '../sign-in/session.ts'

type SealedCall =
  | 'keys.state'
  | 'sealed.conversations'
  | 'sealed.open'
  | 'sealed.position'
  | 'sealed.seal'
  | 'sealed.erase'
  | 'sealed.erased'
  | 'sealed.keysChanged'
  | 'sealed.begin'
  | 'sealed.changeMembers'

export function createSealedBridge(session: Session): Pick<Bridge, SealedCall> {
  const sealed = async <Value>(
    ask: (keys: SealedService) => Promise<Result<Value, SealFailure>>,
  ): Promise<Result<Value, SealFailure>> => {
    const open = await session.current()?.sealed()
    if (open === undefined) return fail({ kind: 'unavailable', detail: 'locked' })
    return open.ok ? ask(open.value) : fail({ kind: 'unavailable', detail: open.failure.kind })
  }
  return {
    'keys.state': async () => {
      const open = await session.current()?.sealed()
      if (open?.ok !== true) return 'unknown'
      await open.value.own.tend()
      return open.value.own.state()
    },
    'sealed.conversations': async () => {
      const open = await session.current()?.sealed()
      return open?.ok === true ? open.value.conversations() : []
    },
    'sealed.open': ({ conversation, entries }) => sealed((keys) => keys.open(conversation, entries)),
    'sealed.position': ({ conversation }) => sealed((keys) => keys.position(conversation)),
    'sealed.seal': ({ conversation, entries, ...options }) =>
      sealed((keys) => keys.seal(conversation, entries, options)),
    'sealed.erase': ({ conversation, entries }) => sealed((keys) => keys.erase(conversation, entries)),
    'sealed.erased': ({ conversation, segment, counters }) =>
      sealed((keys) => keys.erased(conversation, segment, counters)),
    'sealed.keysChanged': async ({ people }) => {
      await sealed(async (keys) => ok(await keys.keysChanged(people)))
      return undefined
    },
    'sealed.begin': async ({ workspace, others, group }) => {
      const open = await session.current()?.sealed()
      return open?.ok === true
        ? beginConversation(open.value, workspace, others, group)
        : fail({ kind: 'not-kept', detail: open?.failure.kind ?? 'locked' })
    },
    'sealed.changeMembers': async ({ conversation, change }) => {
      const open = await session.current()?.sealed()
      return open?.ok === true
        ? changeMembers(open.value, conversation, change)
        : fail({ kind: 'not-kept', detail: open?.failure.kind ?? 'locked' })
    },
  }
}
