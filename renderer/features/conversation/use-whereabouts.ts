import { useMemo } from 'react'
import type { Presence } from '../../../core/engine/engine.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'

/** Whether a person is there; undefined if they are not, or nobody knows. */
export function useWhereabouts(id: UserId): 'online' | 'away' | 'busy' | undefined {
  const engine = useEngine()
  const presence = useMemo(() => engine.presence(id), [engine, id])
  return useSlice(presence, whereabouts)
}

const whereabouts = ({ status }: Presence): ReturnType<typeof useWhereabouts> =>
  status === 'unknown' || status === 'offline' ? undefined : status
