/** Workspaces that a person has lost while the app was running, without having left them here: said until it has been read. */
import { createContext, use } from 'react'
import { createCell, type Readable } from '../../../core/base/readable.ts'
import type { Engine, Workspace } from '../../../core/engine/engine.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'

type Lost = Pick<Workspace, 'id' | 'name'>

export interface TakenOut {
  readonly lost: Readable<ReadonlyArray<Lost>>
  readonly read: (workspace: WorkspaceId) => void
  /** The person leaves it, which is said as it is done. Returns what tells that nothing came of it. */
  readonly leaving: (workspace: WorkspaceId) => () => void
  /** Returns what ends it. */
  readonly start: () => () => void
}

export function createTakenOut({ directory }: Pick<Engine, 'directory'>): TakenOut {
  const lost = createCell<ReadonlyArray<Lost>>([])
  const left = new Set<WorkspaceId>()
  let known: ReadonlyArray<Lost> = []
  const follow = (): void => {
    const { workspaces } = directory.read()
    const isThere = (id: WorkspaceId): boolean => workspaces.some((each) => each.id === id)
    const gone = known.filter(({ id }) => !isThere(id))
    const kept = lost.read().filter(({ id }) => !isThere(id))
    const fresh = gone.filter(({ id }) => !left.has(id))
    for (const { id } of gone) left.delete(id)
    if (fresh.length > 0 || kept.length < lost.read().length) lost.write([...kept, ...fresh])
    known = workspaces.map(({ id, name }) => ({ id, name }))
  }
  return {
    lost,
    read: (workspace) => lost.write(lost.read().filter(({ id }) => id !== workspace)),
    leaving: (workspace) => {
      left.add(workspace)
      return () => void left.delete(workspace)
    },
    start: () => {
      follow()
      return directory.listen(follow)
    },
  }
}

const none: TakenOut = {
  lost: createCell<ReadonlyArray<Lost>>([]),
  read: () => undefined,
  leaving: () => () => undefined,
  start: () => () => undefined,
}

const TakenOutContext = createContext<TakenOut>(none)
export const TakenOutProvider = TakenOutContext.Provider
export const useTakenOut = (): TakenOut => use(TakenOutContext)
