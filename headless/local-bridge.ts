import { answerBridge } from '../core/bridge/answer.ts'
import type { Bridge, BridgeEventName, BridgeEvents, PageBridge } from '../core/bridge/contract.ts'

export interface LocalBridge {
  /** What main tells with. */
  readonly tell: <Name extends BridgeEventName>(name: Name, event: BridgeEvents[Name]) => void
  /** What a page would see as `window.bridge`. */
  readonly serve: (main: Bridge) => PageBridge
}

/** The bridge without a window between: what crosses it is checked and copied as there. */
export function createLocalBridge(): LocalBridge {
  const listeners = new Map<BridgeEventName, Set<(event: never) => void>>()
  return {
    tell: (name, event) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- listeners are kept by the name of their event
      for (const listener of listeners.get(name) ?? []) listener(structuredClone(event) as never)
    },
    serve: (main) => ({
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as the shells do it: the contract types both ends
      call: (async (name, input) =>
        structuredClone(await answerBridge(main, name, structuredClone(input)))) as PageBridge['call'],
      listen: (name, listener) => {
        const of = listeners.get(name) ?? new Set()
        listeners.set(name, of.add(listener as (event: never) => void))
        return () => void of.delete(listener as (event: never) => void)
      },
    }),
  }
}
