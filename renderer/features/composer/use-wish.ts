import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { ComposerFiles } from '../attachments/use-composer-files.ts'
import type { ComposerMode } from './composer-mode.ts'

/** The wish to send files that are still read. Other files than those, one that cannot be read, or another mode, and it is gone. */
export function useWish(
  { all }: ComposerFiles,
  mode: ComposerMode,
  isSendable: boolean,
  fulfil: () => void,
): { readonly isHeld: boolean; readonly hold: () => void; readonly drop: () => void } {
  const [held, setHeld] = useState<{ readonly keys: string; readonly mode: ComposerMode }>()
  const fulfilled = useRef<string>(undefined)
  const keys = all.map(({ key }) => key).join()
  const isReading =
    all.some(({ state }) => state.kind === 'reading') && all.every(({ state }) => state.kind !== 'failed')
  const isHeld = held?.keys === keys && held.mode === mode
  const fulfilOnce = useEffectEvent(() => {
    // Given back, they are sent again only if that is wished again.
    if (fulfilled.current === keys) return
    fulfilled.current = keys
    fulfil()
  })
  useEffect(() => {
    if (isHeld && isSendable) fulfilOnce()
  }, [isHeld, isSendable])
  return {
    isHeld: isHeld && isReading,
    hold: () => {
      if (!isReading) return
      fulfilled.current = undefined
      setHeld({ keys, mode })
    },
    drop: () => setHeld(undefined),
  }
}
