import { useSyncExternalStore } from 'react'
import { usePage } from './contexts.tsx'

const listeners = new Set<() => void>()

/** A choice of this device, as it is at each moment: it may be made elsewhere in the app, or in another window. */
export function useRemembered(key: string): readonly [string | undefined, (value: string) => void] {
  const { remembered } = usePage()
  const value = useSyncExternalStore(listen, () => remembered.read(key))
  const write = (chosen: string): void => {
    remembered.write(key, chosen)
    for (const changed of listeners) changed()
  }
  return [value, write]
}

function listen(changed: () => void): () => void {
  listeners.add(changed)
  window.addEventListener('storage', changed)
  return () => {
    listeners.delete(changed)
    window.removeEventListener('storage', changed)
  }
}
