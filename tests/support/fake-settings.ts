/** Settings of a person that are nowhere but in memory. */
import { createCell } from '../../core/base/readable.ts'
import { ok } from '../../core/base/result.ts'
import type { Engine } from '../../core/engine/engine.ts'
import type { Settings } from '../../core/engine/personal/settings.ts'
import type { WorkspaceId } from '../../core/protocol/ids.ts'

export function createFakePersonal(): Engine['personal'] {
  const made = new Map<WorkspaceId, Settings>()
  return (workspace) => {
    const known = made.get(workspace) ?? createFakeSettings()
    made.set(workspace, known)
    return known
  }
}

function createFakeSettings(): Settings {
  const all = createCell<ReadonlyMap<string, string>>(new Map())
  return {
    all,
    set: async (key, value) => {
      const next = new Map(all.read())
      if (value === undefined) next.delete(key)
      else next.set(key, value)
      all.write(next)
      return ok(undefined)
    },
  }
}
