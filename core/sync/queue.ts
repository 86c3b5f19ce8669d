/** Runs tasks one after the other, in the order in which they were handed in. A failed task does not stop the next. */
export interface Queue {
  /** Resolves or rejects as `task` does. */
  readonly run: <Value>(task: () => Value | Promise<Value>) => Promise<Value>
  /** Resolves once all that was handed in so far has ended. */
  readonly idle: () => Promise<void>
}

export function createQueue(): Queue {
  let last: Promise<unknown> = Promise.resolve()
  const run = <Value>(task: () => Value | Promise<Value>): Promise<Value> => {
    const ended = last.then(task)
    last = ended.catch(() => undefined) // the caller hears of it
    return ended
  }
  return { run, idle: () => last.then(() => undefined) }
}
