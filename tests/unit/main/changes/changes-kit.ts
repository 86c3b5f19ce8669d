/** Main's changes that wait, over a relay that a test plays. */
import path from 'node:path'
import { ok, type Result } from '../../../../core/base/result.ts'
import type { DirectoryEdit, DirectoryEdits, Creation } from '../../../../core/bridge/changes-contract.ts'
import type { ManageFailure } from '../../../../core/bridge/contract.ts'
import { conversationId, workspaceId } from '../../../../core/protocol/ids.ts'
import { type Changes, createChanges } from '../../../../main/changes/changes.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { temporaryFolder } from '../../../support/temporary-folder.ts'
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts'

export const conversation = conversationId('1'.repeat(32))
export const of = { conversation, called: 'quay' }
export const topic = (to: string, was: string): DirectoryEdit => ({
  kind: 'update',
  ...of,
  set: { topic: to },
  was: { topic: was },
})
export const archive = (archived: boolean): Extract<DirectoryEdit, { readonly kind: 'archive' }> => ({
  kind: 'archive',
  ...of,
  archived,
})
export const join = (joined: boolean): DirectoryEdit => ({ kind: 'join', ...of, joined })
export const workspace = workspaceId('2'.repeat(32))
export const create = (name: string): Creation => ({
  kind: 'create',
  conversation,
  called: name,
  workspace,
  name,
  topic: 'Boats',
})
export type Outcome = Result<undefined, ManageFailure>

export interface ChangesKit {
  readonly file: string
  readonly sent: ReadonlyArray<DirectoryEdit>
  readonly lines: ReadonlyArray<string>
  readonly clock: VirtualClock
  readonly open: () => Changes
  readonly told: () => DirectoryEdits<ManageFailure> | undefined
  readonly answers: (with_: Relay) => void
}
type Relay = (edit: DirectoryEdit) => Outcome | Promise<Outcome>

export function setup(): ChangesKit {
  const file = path.join(temporaryFolder(), 'changes')
  const sent: Array<DirectoryEdit> = []
  const lines: Array<string> = []
  const clock = createVirtualClock()
  let relay: Relay = () => ok(undefined)
  let told: DirectoryEdits<ManageFailure> | undefined
  const open = (): Changes =>
    createChanges({
      file,
      key: new Uint8Array(32).fill(7),
      random: createSeededRandom(1),
      clock,
      carryOut: async (edit) => {
        sent.push(edit)
        return relay(edit)
      },
      changed: (edits) => (told = edits),
      report: (line) => lines.push(line),
    })
  return {
    file,
    sent,
    lines,
    clock,
    open,
    told: () => told,
    answers: (with_) => {
      relay = with_
    },
  }
}
