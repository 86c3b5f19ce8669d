import { useMemo } from 'react'
import type { Result } from '../../../core/base/result.ts'
import type { DirectoryEdit } from '../../../core/bridge/changes-contract.ts'
import type { BridgeInput, EditFailure, PageBridge } from '../../../core/bridge/contract.ts'
import type { ManageName } from '../../../core/bridge/manage-contract.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import { usePage } from '../../engine/contexts.tsx'
import type { Toasts } from '../../ui/toasts.ts'
import { manageFailureText, words } from './words.ts'

type Named = Pick<Channel, 'id' | 'name'>
/** Name, topic and icon: those that are to be others. */
export type Fields = Partial<Pick<Channel, 'name' | 'topic'>> & { readonly icon?: string }

/** Each does it and says so with the way back, or says why not. They resolve to whether it was done, or waits for the relay. */
export interface Manage {
  readonly change: <Name extends ManageName>(name: Name, change: BridgeInput<Name>) => Promise<boolean>
  readonly edit: (wanted: DirectoryEdit) => Promise<boolean>
  readonly join: (channel: Named) => Promise<boolean>
  /** A private one only once the moment to undo it is over: there is no way back by oneself. */
  readonly leave: (channel: Named & Pick<Channel, 'private'>) => Promise<boolean>
  readonly archive: (channel: Named, archived: boolean) => Promise<boolean>
}

/** What main is asked to keep, and to bring to the relay once that is reached. */
export const edits = {
  update: (channel: Named & Pick<Channel, 'topic' | 'icon'>, set: Fields): DirectoryEdit => ({
    ...ofChannel('update', channel),
    set,
    was: {
      ...(set.name !== undefined && { name: channel.name }),
      ...(set.topic !== undefined && { topic: channel.topic }),
      ...(set.icon !== undefined && { icon: channel.icon ?? '' }),
    },
  }),
  archive: (channel: Named, archived: boolean): DirectoryEdit => ({
    ...ofChannel('archive', channel),
    archived,
  }),
  join: (channel: Named, joined: boolean): DirectoryEdit => ({ ...ofChannel('join', channel), joined }),
}

const ofChannel = <Kind extends string>(kind: Kind, { id, name }: Named) => ({
  kind,
  conversation: id,
  called: name,
})

export function useManage(): Manage {
  const { bridge, toasts } = usePage()
  return useMemo(() => createManage(bridge, toasts), [bridge, toasts])
}

/** @internal */
export function createManage(bridge: PageBridge, toasts: Pick<Toasts, 'say'>): Manage {
  const said = (answer: Result<unknown, EditFailure>): boolean => {
    if (!answer.ok) toasts.say({ text: manageFailureText(answer.failure) })
    return answer.ok
  }
  const change: Manage['change'] = async (name, wanted) => {
    const answer: Result<undefined, EditFailure> = await bridge.call(name, wanted)
    return said(answer)
  }
  const edit = async (wanted: DirectoryEdit): Promise<boolean> =>
    said(await bridge.call('directory.edit', wanted))
  /** Says it with the way back; of what waits, that it does. */
  const editAloud = async (
    wanted: DirectoryEdit,
    title: string,
    done: string,
    undo: () => void,
  ): Promise<boolean> => {
    const answer = await bridge.call('directory.edit', wanted)
    if (!said(answer)) return false
    const waits = answer.ok && answer.value === 'waits'
    toasts.say({ text: waits ? words.waits(title) : done, undo })
    return true
  }
  const join: Manage['join'] = (channel) => edit(edits.join(channel, true))
  return {
    change,
    edit,
    join,
    archive: (channel, archived) => {
      const title = `#${channel.name}`
      const done = archived ? words.archived(title) : words.reopened(title)
      return editAloud(
        edits.archive(channel, archived),
        title,
        done,
        () => void edit(edits.archive(channel, !archived)),
      )
    },
    leave: async (channel) => {
      const title = `#${channel.name}`
      if (channel.private === true) {
        const done = (): Promise<boolean> => change('channel.leave', { conversation: channel.id })
        toasts.say({ text: words.leaving(title), undo: () => undefined, done })
        return true
      }
      return editAloud(edits.join(channel, false), title, words.left(title), () => void join(channel))
    },
  }
}
