import { useEngine } from '../../engine/contexts.tsx'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import { words } from '../managing/words.ts'

/** Whether what this person changes of themselves has to wait for the relay, or does already, in words; undefined if neither. */
export function useWhenSeen(): string | undefined {
  const engine = useEngine()
  const waits = useSlice(engine.directory, ({ own }) => own?.waits)
  if (useReadable(engine.connection).kind === 'offline') return words.keptOffline
  return waits && words.onceReached
}
