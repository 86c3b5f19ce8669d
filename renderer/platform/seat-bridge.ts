import type { PageBridge, RootBridge } from '../../core/bridge/contract.ts'
import { noSuchSeat } from '../../core/bridge/seats-contract.ts'

/** The bridge of a seat. What is still asked as the seat goes is not answered: nobody is left who waits for it. */
export function seatBridge(root: RootBridge, seat: number): PageBridge {
  const { call, listen } = root.at(seat)
  return {
    call: (name, input) =>
      call(name, input).catch((error: unknown) => {
        // Over Electron's IPC other words stand before ours.
        if (String(error).endsWith(noSuchSeat)) return new Promise<never>(() => undefined)
        throw error
      }),
    listen,
  }
}
