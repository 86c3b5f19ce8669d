import { type Cell, createCell } from '../../core/base/readable.ts'
import type { WaitingEdit } from '../../core/bridge/changes-contract.ts'
import type { EditsPort } from '../../core/engine/waiting-edits.ts'

/** What main would keep for a device, and what that has told main to be over. */
export interface DeviceEdits extends EditsPort {
  readonly waiting: Cell<ReadonlyArray<WaitingEdit>>
  readonly over: ReadonlyArray<number>
}

export function createDeviceEdits(): DeviceEdits {
  const over: Array<number> = []
  return {
    waiting: createCell<ReadonlyArray<WaitingEdit>>([]),
    reached: () => undefined,
    settled: (id) => over.push(id),
    over,
  }
}
