import { useEffect } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'

/** As long as the account is open, what is being answered or edited, and files that wait, are kept for the next page: see `keep.ts`. */
export function useKept(): void {
  const { modes, files, openHistory: openStore, bridge, clock, toasts } = usePage()
  const { engine, sealed } = usePerson()
  useEffect(() => {
    const { self: user, directory } = engine
    const { locks } = navigator
    const deps = {
      modes,
      files,
      user,
      openStore,
      bridge,
      locks,
      directory,
      clock,
      window,
      engine,
      sealed,
      toasts,
    }
    const keeping = import('./keep.ts').then(({ keep }) => keep(deps))
    return () => void keeping.then((stop) => stop())
  }, [modes, files, openStore, bridge, clock, engine, sealed, toasts])
}
