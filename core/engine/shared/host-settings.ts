/** What the person has set, for one guest that asked: all of it once, then what is another. Rules WN2 and WN4. */
import type { WorkspaceId } from '../../protocol/ids.ts'
import type { Engine } from '../engine.ts'
import type { GuestMessage, HostMessage } from './messages.ts'

export interface HostSettings {
  /** Again: all of it is told anew. */
  readonly watch: (workspace: WorkspaceId) => void
  readonly set: (message: Extract<GuestMessage, { kind: 'set' }>) => Promise<void>
  readonly close: () => void
}

export function createHostSettings(
  engine: Pick<Engine, 'personal'>,
  tell: (message: HostMessage) => void,
): HostSettings {
  const stops = new Map<WorkspaceId, () => void>()
  const watch = (workspace: WorkspaceId): void => {
    const { all } = engine.personal(workspace)
    let told: ReadonlyMap<string, string> = new Map()
    const tellChanges = (whole: boolean): void => {
      const now = all.read()
      const set = [...now].filter(([key, value]) => told.get(key) !== value)
      const unset = [...told.keys()].filter((key) => !now.has(key))
      told = now
      tell({ kind: 'settings', workspace, whole, set, unset })
    }
    tellChanges(true)
    stops.get(workspace)?.()
    stops.set(
      workspace,
      all.listen(() => tellChanges(false)),
    )
  }
  return {
    watch,
    set: async ({ call, workspace, key, value }) =>
      tell({ kind: 'set', call, outcome: await engine.personal(workspace).set(key, value) }),
    close: () => {
      for (const stop of stops.values()) stop()
    },
  }
}
