import { useMemo } from 'react'
import type { Result } from '../../../core/base/result.ts'
import type { BridgeInput, ManageFailure, PageBridge } from '../../../core/bridge/contract.ts'
import type { ManageName } from '../../../core/bridge/manage-contract.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import { usePage } from '../../engine/contexts.tsx'
import type { Toasts } from '../../ui/toasts.ts'
import { manageFailureText, words } from './words.ts'

type Named = Pick<Channel, 'id' | 'name'>

/** Each does it and says so with the way back, or says why not. They resolve to whether it was done. */
export interface Manage {
  readonly change: <Name extends ManageName>(name: Name, change: BridgeInput<Name>) => Promise<boolean>
  readonly join: (channel: Named) => Promise<boolean>
  /** A private one only once the moment to undo it is over: there is no way back by oneself. */
  readonly leave: (channel: Named & Pick<Channel, 'private'>) => Promise<boolean>
  readonly archive: (channel: Named, archived: boolean) => Promise<boolean>
}

export function useManage(): Manage {
  const { bridge, toasts } = usePage()
  return useMemo(() => createManage(bridge, toasts), [bridge, toasts])
}

/** @internal */
export function createManage(bridge: PageBridge, toasts: Pick<Toasts, 'say'>): Manage {
  const change: Manage['change'] = async (name, wanted) => {
    const answer: Result<undefined, ManageFailure> = await bridge.call(name, wanted)
    if (!answer.ok) toasts.say({ text: manageFailureText(answer.failure) })
    return answer.ok
  }
  const join: Manage['join'] = ({ id }) => change('channel.join', { conversation: id })
  const archive: Manage['archive'] = async (channel, archived) => {
    const isDone = await change('channel.archive', { conversation: channel.id, archived })
    const title = `#${channel.name}`
    if (isDone) {
      toasts.say({
        text: archived ? words.archived(title) : words.reopened(title),
        undo: () => void change('channel.archive', { conversation: channel.id, archived: !archived }),
      })
    }
    return isDone
  }
  return {
    change,
    join,
    archive,
    leave: async (channel) => {
      const title = `#${channel.name}`
      const wanted = { conversation: channel.id }
      if (channel.private === true) {
        const done = (): Promise<boolean> => change('channel.leave', wanted)
        toasts.say({ text: words.leaving(title), undo: () => undefined, done })
        return true
      }
      const isDone = await change('channel.leave', wanted)
      if (isDone) toasts.say({ text: words.left(title), undo: () => void join(channel) })
      return isDone
    },
  }
}
