import { useMemo } from 'react'
import { type Cell, createCell } from '../../../core/base/readable.ts'
import type { Settings } from '../../../core/engine/personal/settings.ts'
import { type OpId, opId, randomId, type WorkspaceId } from '../../../core/protocol/ids.ts'
import {
  readScheduled,
  schedule,
  type ScheduledMessage,
  scheduledKey,
  unscheduled,
} from '../../../core/engine/personal/scheduled.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { systemRandom } from '../../platform/system.ts'
import { setFailureText } from './words.ts'

export interface Scheduling {
  /** Resolves to why it could not be kept, in words. */
  readonly put: (scheduled: ScheduledMessage) => Promise<string | undefined>
  /** As `put`, in place of one that is there; undefined if that is no longer: it was sent, or taken off on another device. */
  readonly replace: (
    before: ScheduledMessage,
    change: Partial<ScheduledMessage>,
  ) => Promise<{ readonly problem: string | undefined } | undefined>
  readonly remove: (scheduled: ScheduledMessage) => void
  readonly has: (scheduled: ScheduledMessage) => boolean
}

export function useScheduled(workspace: WorkspaceId): ReadonlyArray<ScheduledMessage> {
  const { all } = useEngine().personal(workspace)
  const scheduled = readScheduled(useReadable(all))
  const replacing = useReadable(replacingIn(all))
  return scheduled.filter(({ message }) => {
    const before = replacing.get(message)
    return before === undefined || !scheduled.some((each) => each.message === before)
  })
}

type Replacing = Cell<ReadonlyMap<OpId, OpId>>
const replacingOf = new WeakMap<Settings['all'], Replacing>()

/** What is in the place of which other one, while both are kept: two would be seen where a person has changed one. */
function replacingIn(all: Settings['all']): Replacing {
  const known = replacingOf.get(all) ?? createCell<ReadonlyMap<OpId, OpId>>(new Map())
  replacingOf.set(all, known)
  return known
}

export const newMessageId = (): ScheduledMessage['message'] => randomId(opId, systemRandom)

export function useScheduling(workspace: WorkspaceId): Scheduling {
  const { all, set } = useEngine().personal(workspace)
  return useMemo(() => {
    const putAmong = async (
      among: ReadonlyMap<string, string>,
      scheduled: ScheduledMessage,
    ): Promise<string | undefined> => {
      const changes = schedule(among, scheduled)
      if ('kind' in changes) return setFailureText(changes)
      for (const [key, value] of changes) {
        const done = await set(key, value)
        if (!done.ok) return setFailureText(done.failure)
      }
      return undefined
    }
    const remove = ({ message }: ScheduledMessage): void => void set(...unscheduled(message))
    return {
      put: (scheduled) => putAmong(all.read(), scheduled),
      remove,
      has: ({ message }) => all.read().has(scheduledKey(message)),
      replace: async (before, change) => {
        if (!all.read().has(scheduledKey(before.message))) return undefined
        // Under another id: should another device be sending it as it was, both are there to be seen, and no word is lost.
        const message = newMessageId()
        const replacing = replacingIn(all)
        replacing.write(new Map([...replacing.read(), [message, before.message]]))
        const others = [...all.read()].filter(([key]) => key !== scheduledKey(before.message))
        const problem = await putAmong(new Map(others), { ...before, ...change, message })
        if (problem === undefined) remove(before)
        replacing.write(new Map([...replacing.read()].filter(([each]) => each !== message)))
        return { problem }
      },
    }
  }, [all, set])
}
