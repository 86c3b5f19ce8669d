import { useEffect } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'

/** As long as the account is open, what is being answered or edited is kept for the next page: see `keep-modes.ts`. */
export function useKeptModes(): void {
  const { modes, openHistory, clock } = usePage()
  const { self: user } = usePerson().engine
  useEffect(() => {
    const deps = { modes, user, openStore: openHistory, locks: navigator.locks, clock }
    const keeping = import('./keep-modes.ts').then(({ keepModes }) => keepModes(deps))
    return () => void keeping.then((stop) => stop())
  }, [modes, user, openHistory, clock])
}
