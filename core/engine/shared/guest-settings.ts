/** What the person has set, as a window shows it: told by the host once it is asked for. Rules WN2 and WN4. */
import { createCell, type Cell } from '../../base/readable.ts'
import type { WorkspaceId } from '../../protocol/ids.ts'
import type { Settings } from '../personal/settings.ts'
import type { GuestMessage, HostMessage } from './messages.ts'

export interface GuestSettings {
  readonly of: (workspace: WorkspaceId) => Settings
  /** A host is there, the first or the next one. */
  readonly attach: () => void
  readonly take: (message: Extract<HostMessage, { kind: 'settings' }>) => void
  readonly takeSet: (message: Extract<HostMessage, { kind: 'set' }>) => void
}

type SetMessage = Extract<GuestMessage, { kind: 'set' }>
type Outcome = Awaited<ReturnType<Settings['set']>>

/** `tell` reaches nobody as long as there is no host. */
export function createGuestSettings(tell: (message: GuestMessage) => void): GuestSettings {
  const known = new Map<WorkspaceId, Cell<ReadonlyMap<string, string>>>()
  const asked = new Map<number, { readonly message: SetMessage; readonly settle: (done: Outcome) => void }>()
  let calls = 0
  const cellOf = (workspace: WorkspaceId): Cell<ReadonlyMap<string, string>> => {
    const cell = known.get(workspace)
    if (cell !== undefined) return cell
    const made = createCell<ReadonlyMap<string, string>>(new Map())
    known.set(workspace, made)
    tell({ kind: 'settings', workspace })
    return made
  }
  const of = (workspace: WorkspaceId): Settings => ({
    all: cellOf(workspace),
    set: (key, value) =>
      new Promise((settle) => {
        calls += 1
        const message: SetMessage = { kind: 'set', call: calls, workspace, key, value }
        asked.set(calls, { message, settle })
        tell(message)
      }),
  })
  const made = new Map<WorkspaceId, Settings>()
  return {
    of: (workspace) => {
      const settings = made.get(workspace) ?? of(workspace)
      made.set(workspace, settings)
      return settings
    },
    attach: () => {
      for (const workspace of known.keys()) tell({ kind: 'settings', workspace })
      for (const { message } of asked.values()) tell(message)
    },
    take: ({ workspace, whole, set, unset }) => {
      const cell = cellOf(workspace)
      const all = new Map(whole ? [] : cell.read())
      for (const [key, value] of set) all.set(key, value)
      for (const key of unset) all.delete(key)
      cell.write(all)
    },
    takeSet: ({ call, outcome }) => {
      asked.get(call)?.settle(outcome)
      asked.delete(call)
    },
  }
}
