import { useEffect } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'

/** As long as the account is open, files that wait are kept for the next page: see `keep-files.ts`. */
export function useKeptFiles(): void {
  const { files, openHistory, bridge } = usePage()
  const { self: user, directory } = usePerson().engine
  useEffect(() => {
    const deps = { files, user, openStore: openHistory, bridge, locks: navigator.locks, directory, window }
    const keeping = import('./keep-files.ts').then(({ keepFiles }) => keepFiles(deps))
    return () => void keeping.then((stop) => stop())
  }, [files, user, openHistory, bridge, directory])
}
