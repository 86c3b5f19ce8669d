import { createCell, type Readable } from '../../core/base/readable.ts'

interface ToldDeps<Value> {
  /** Until the first answer. */
  readonly initial: Value
  /** Undefined or a rejection: what is shown stays. */
  readonly ask: () => Promise<Value | undefined>
  /** Calls back with each new value until the returned function is called. */
  readonly listen: (heard: (value: Value) => void) => () => void
}

/** A value that main has and tells of: asked for when somebody looks, and followed for as long as somebody does. */
export function createTold<Value>({ initial, ask, listen }: ToldDeps<Value>): Readable<Value> {
  const value = createCell(initial)
  let lookers = 0
  let news = 0
  let stop = (): void => undefined
  const heard = (told: Value): void => {
    news += 1
    value.write(told)
  }
  const begin = (): void => {
    stop = listen(heard)
    const before = news
    const take = (told: Value | undefined): void => {
      // What was told meanwhile is newer than the answer.
      if (told !== undefined && news === before) value.write(told)
    }
    ask().then(take, () => undefined)
  }
  return {
    read: value.read,
    listen: (listener) => {
      const unlisten = value.listen(listener)
      lookers += 1
      if (lookers === 1) begin()
      return () => {
        unlisten()
        lookers -= 1
        if (lookers > 0) return
        stop()
        value.write(initial) // it may be something else by the time that somebody looks again
      }
    },
  }
}

/** A part of it. The same part for the same whole. */
export const partOf = <Value, Part>(
  { read, listen }: Readable<Value>,
  select: (value: Value) => Part,
): Readable<Part> => ({ listen, read: () => select(read()) })
