import { useMemo } from 'react'
import type { Presence } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import { clockTime, momentText } from '../../ui/times.ts'
import { words } from '../../ui/words.ts'

/** Whether a person is there; undefined if they are not, or nobody knows. */
export function useWhereabouts(id: UserId): 'online' | 'away' | 'busy' | undefined {
  const engine = useEngine()
  const presence = useMemo(() => engine.presence(id), [engine, id])
  return useSlice(presence, whereabouts)
}

/** In words, with when they were last there where that is told; empty if nobody knows. */
export function useWhereaboutsText(id: UserId): string {
  const engine = useEngine()
  const { today } = usePage()
  const { status, lastSeen } = useReadable(useMemo(() => engine.presence(id), [engine, id]))
  const midnight = useReadable(today)
  if (status === 'unknown') return ''
  if (status !== 'offline') return words.presence[status]
  if (lastSeen === undefined) return ''
  return words.lastSeen(lastSeen >= midnight ? clockTime(lastSeen) : momentText(lastSeen))
}

const whereabouts = ({ status }: Presence): ReturnType<typeof useWhereabouts> =>
  status === 'unknown' || status === 'offline' ? undefined : status
