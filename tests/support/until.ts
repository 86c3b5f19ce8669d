import type { Readable } from '../../core/base/readable.ts'

/** Resolves with the first value that `is` accepts, the present one included. The test's own time limit bounds it. */
export function until<Value>(source: Readable<Value>, is: (value: Value) => boolean): Promise<Value> {
  return new Promise((resolve) => {
    const look = (): boolean => {
      const value = source.read()
      if (!is(value)) return false
      resolve(value)
      return true
    }
    if (look()) return
    const stop = source.listen(() => {
      if (look()) stop()
    })
  })
}
