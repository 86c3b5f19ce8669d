import { type Millis, millis } from '../../../core/base/clock.ts'
import type { Engine } from '../../../core/engine/engine.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'

/** What somebody says of how they are, and until when. */
export interface Saying {
  /** Empty for nothing. */
  readonly status: string
  /** Undefined: it has no end. */
  readonly until: Millis | undefined
}

/** What this person says, the same in all of their workspaces, as they set it here or the directory last told. What is over is nothing. */
export function useOwnSaying(): Saying {
  const engine = useEngine()
  const { clock } = usePage()
  // A text: equal ones draw nothing anew.
  const status = useSlice(engine.directory, () => ownSaying(engine).status)
  const until = useSlice(engine.directory, () => ownSaying(engine).until)
  return until !== undefined && until <= clock.now() ? sayingOf({}) : { status, until }
}

export function ownSaying(engine: Pick<Engine, 'directory' | 'member' | 'self'>): Saying {
  const { workspaces, own } = engine.directory.read()
  if (own?.status !== undefined) return sayingOf(own)
  const told = workspaces.map(({ id }) => engine.member(id, engine.self)).find((each) => each?.status)
  return sayingOf(told ?? {})
}

/** 0 is no end. */
export const sayingOf = ({ status, statusUntil }: Told): Saying => ({
  status: status ?? '',
  until: statusUntil ? millis(statusUntil) : undefined,
})

interface Told {
  readonly status?: string | undefined
  readonly statusUntil?: number | null | undefined
}
