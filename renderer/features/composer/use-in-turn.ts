import { useRef } from 'react'

/** `run`, but one after another: what was sent first is first even if it took longer to make. `run` does not reject. */
export function useInTurn<Input extends ReadonlyArray<unknown>, Output>(
  run: (...input: Input) => Promise<Output>,
): (...input: Input) => Promise<Output> {
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return (...input) => {
    const made = last.current.then(() => run(...input))
    last.current = made
    return made
  }
}
