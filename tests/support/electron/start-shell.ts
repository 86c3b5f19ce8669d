/** The Electron shell started anew on the stand-in, as Electron would run it. */
import path from 'node:path'
import { vi } from 'vitest'
import { callChannel } from '../../../core/bridge/channels.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import type * as Shim from './shim.ts'

const root = path.resolve(import.meta.dirname, '../../..')
export const ours = { url: 'app://ui/index.html', parent: null }
/** Longer than any start here takes: the key of a vault is stretched for a second. */
export const patience = { timeout: 10_000 }

interface Started {
  readonly folder: string
}

/** On a system as `change` makes it. `folder`: of a profile that was there before. */
export async function startShell(
  change: Partial<typeof Shim.system> = {},
  args: ReadonlyArray<string> = [],
  folder = temporaryFolder(),
  main = path.join(root, 'main/electron.ts'),
): Promise<typeof Shim & Started> {
  vi.resetModules()
  const shim: typeof Shim = await import('./shim.ts')
  vi.doMock('electron', () => ({ ...shim }))
  Object.assign(shim.system, change)
  process.argv = ['electron', '.', `--profile-dir=${folder}`, '--relay=http://127.0.0.1:8787', ...args]
  await import(/* @vite-ignore */ main)
  return { ...shim, folder }
}

interface WithWindow extends Started {
  readonly window: Shim.BrowserWindow
  readonly call: (senderFrame: unknown, ...args: ReadonlyArray<unknown>) => unknown
}

export async function startToWindow(
  ...start: Parameters<typeof startShell>
): Promise<typeof Shim & WithWindow> {
  const shim = await startShell(...start)
  await vi.waitFor(() => {
    if (shim.seen.windows.length === 0) throw new Error('no window yet')
  }, patience)
  const [window] = shim.seen.windows
  if (window === undefined) throw new Error('no window')
  const handler = shim.seen.ipc.get(callChannel) ?? (() => undefined)
  return {
    ...shim,
    window,
    call: (senderFrame, ...args) => {
      const answer: unknown = Reflect.apply(handler, undefined, [{ senderFrame }, ...args])
      return answer
    },
  }
}
