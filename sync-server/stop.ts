import { type Clock, millis } from '../core/base/clock.ts'

/** A stop that takes longer than this is cut off: what was acknowledged is on disk already. @internal */
export const stopWithinMs = 10_000

/** Ends the program (ST2). `exit` is for a stop that was cut off: one that is done leaves nothing that keeps it alive. */
export const createStop =
  ({
    close,
    clock,
    exit,
  }: {
    readonly close: () => Promise<void>
    readonly clock: Pick<Clock, 'after'>
    readonly exit: (code: number) => void
  }) =>
  async (): Promise<void> => {
    const cancel = clock.after(millis(stopWithinMs), () => exit(1))
    await close()
    cancel()
  }
