/** The order of the workspaces in the rail: by name, unless the person has put them in another (PS28). */
import type { Workspace } from '../../../core/engine/engine.ts'
import { maxOrdered } from '../../../core/engine/personal/own-choices.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'

export interface WorkspaceOrder {
  readonly workspaces: ReadonlyArray<Workspace>
  /** In front of another one, or behind it. */
  readonly move: (moved: WorkspaceId, side: Side, other: WorkspaceId) => void
}
export type Side = 'before' | 'behind'

export function useWorkspaceOrder(): WorkspaceOrder {
  const { own } = usePerson()
  const { workspaces: byName } = useReadable(useEngine().directory)
  const workspaces = inOrder(byName, useReadable(own.state).choices.order)
  return {
    workspaces,
    move: (moved, side, other) => {
      const order = movedTo(
        workspaces.map(({ id }) => id),
        moved,
        side,
        other,
      )
      own.change({ order: order.slice(0, maxOrdered) })
    },
  }
}

/** Those that nobody has put anywhere stand behind the others, as they were. @internal */
export function inOrder<Item extends { readonly id: WorkspaceId }>(
  items: ReadonlyArray<Item>,
  order: ReadonlyArray<WorkspaceId> = [],
): ReadonlyArray<Item> {
  const places = new Map(order.map((id, place) => [id, place]))
  const place = ({ id }: Item): number => places.get(id) ?? order.length
  return items.toSorted((left, right) => place(left) - place(right))
}

/** @internal */
export function movedTo(
  all: ReadonlyArray<WorkspaceId>,
  moved: WorkspaceId,
  side: Side,
  other: WorkspaceId,
): ReadonlyArray<WorkspaceId> {
  const rest = all.filter((id) => id !== moved)
  const at = rest.indexOf(other)
  return moved === other || at < 0 ? all : rest.toSpliced(side === 'before' ? at : at + 1, 0, moved)
}
