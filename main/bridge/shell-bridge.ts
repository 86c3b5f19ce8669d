import type { Bridge, BridgeOutput } from '../../core/bridge/contract.ts'
import type { shellInputs } from '../../core/bridge/shell-contract.ts'
import type { Desktop } from '../window/desktop.ts'

export interface ShellBridgeDeps {
  /** Opens a link outside the app; false if it is none that may be opened. */
  readonly openLink: (url: string) => Promise<boolean>
  /** Undefined in a shell that has none. */
  readonly desktop: Desktop | undefined
  readonly fetchPreview: (url: string) => Promise<BridgeOutput<'preview.fetch'>>
}

export const createShellBridge = ({
  openLink,
  desktop,
  fetchPreview,
}: ShellBridgeDeps): Pick<Bridge, keyof typeof shellInputs> => ({
  'shell.openLink': ({ url }) => openLink(url),
  'preview.fetch': ({ url }) => fetchPreview(url),
  'shell.notify': async (note) => desktop?.notify(note) ?? false,
  'shell.withdraw': async ({ tag }) => {
    desktop?.withdraw(tag)
    return undefined
  },
  'shell.badge': async ({ count, text }) => {
    desktop?.badge(count, text)
    return undefined
  },
  'shell.idle': async () => desktop?.idleSeconds(),
  'shell.desktop': async () => desktop?.standing(),
  'shell.setDesktop': async (change) => (await desktop?.change(change)) ?? false,
  'shell.words': async (words) => {
    desktop?.setWords(words)
    return undefined
  },
  'shell.takeLink': async () => desktop?.takeLink(),
  'shell.crash': async () => desktop?.crash(),
  'shell.restart': async ({ safeMode }) => {
    desktop?.restart(safeMode)
    return undefined
  },
})
