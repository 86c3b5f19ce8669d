/** What comes in on one socket, one after the other. When many wait, no more is read until they are fewer. */
export interface ReadingLine {
  readonly enqueue: (work: () => Promise<void>) => void
  readonly idle: () => Promise<void>
}

/** Messages of one socket that wait for their turn; beyond it the network holds them back. */
const maxWaiting = 32

export function createReadingLine(
  setReading: (isReading: boolean) => void,
  run: (work: () => Promise<void>) => Promise<void>,
): ReadingLine {
  let waiting = 0
  let last = Promise.resolve()
  return {
    enqueue: (work) => {
      if (++waiting === maxWaiting) setReading(false)
      last = last.then(async () => {
        await run(work)
        if (waiting-- === maxWaiting) setReading(true)
      })
    },
    idle: () => last,
  }
}
