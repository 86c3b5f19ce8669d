import { useEngine } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'

/** What this person says of how they are, the same in all of their workspaces, as they set it here or the directory last told; empty for nothing. */
export function useOwnStatusText(): string {
  const engine = useEngine()
  return useSlice(engine.directory, ({ workspaces, own }) => {
    if (own?.status !== undefined) return own.status
    const texts = workspaces.map(({ id }) => engine.member(id, engine.self)?.status)
    return texts.find((each) => each !== undefined) ?? ''
  })
}
