import type { RootBridge } from '../core/bridge/contract.ts'

declare global {
  interface Window {
    /** Put there by the preload or by the browser shell before the page's own script runs. */
    readonly bridge: RootBridge
  }
}
