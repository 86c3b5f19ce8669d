import { useState } from 'react'

export interface Composing {
  /** What is written is not yet what it will be, and the input method draws it so. */
  readonly isComposing: boolean
  readonly handlers: { readonly onCompositionStart: () => void; readonly onCompositionEnd: () => void }
}

/** Whether an input method composes a word in a box that has these handlers. */
export function useComposing(): Composing {
  const [isComposing, setComposing] = useState(false)
  return {
    isComposing,
    handlers: {
      onCompositionStart: () => setComposing(true),
      onCompositionEnd: () => setComposing(false),
    },
  }
}
