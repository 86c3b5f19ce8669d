import { useEffect, useEffectEvent } from 'react'
import { type Command, commandOf } from './keymap.ts'

/** Listens for every key of the map. While something else is in front the browser's own meaning is still kept away, and nothing done. */
export function useKeys(handlers: Readonly<Record<Command, () => void>>): void {
  const act = useEffectEvent((command: Command) => handlers[command]())
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      const command = event.isComposing ? undefined : (commandOf(event) ?? helpOf(event))
      if (command === undefined) return
      event.preventDefault()
      if (document.querySelector('dialog[open]') === null) act(command)
    }
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

/** A question mark, Latin or Arabic, unless somebody is writing one. */
function helpOf({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): Command | undefined {
  const isAlone = ['?', '؟'].includes(key) && !ctrlKey && !metaKey && !altKey
  const isWriting =
    target instanceof Element && target.closest('input, textarea, select, [contenteditable=true]') !== null
  return isAlone && !isWriting ? 'help' : undefined
}
