/** Ops at rest: sealed under the key of their workspace, each bound to its place. */
import type { MessageOp } from '../../core/conversation/op.ts'
import { isMessageOp } from '../../core/conversation/op.ts'
import { decodeOp } from '../../core/conversation/op-codec.ts'
import type { ConversationId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { AtRest } from '../at-rest/at-rest.ts'
import type { OpPlace } from '../store/message-store.ts'
import { StoreTrouble } from '../store/store.ts'

export interface OpVault {
  readonly seal: (place: OpPlace, op: Uint8Array) => Uint8Array
  /** Throws `StoreTrouble` on what was not sealed here. */
  readonly open: (place: OpPlace, body: Uint8Array) => MessageOp
}

/** Of one conversation. */
export function createOpVault(
  atRest: Pick<AtRest, 'seal' | 'open'>,
  { workspace, conversation }: { readonly workspace: WorkspaceId; readonly conversation: ConversationId },
): OpVault {
  const nameOf = ({ segment, client, clock }: OpPlace): string =>
    `message-op/${conversation}/${segment}/${client}/${clock}`
  return {
    seal: (place, op) => atRest.seal(workspace, nameOf(place), op),
    open: (place, body) => {
      const op = readMessageOp(atRest.open(workspace, nameOf(place), body))
      if (op === undefined) throw new StoreTrouble('damaged', new Error('an op that nobody can read'))
      return op
    },
  }
}

/** Of bytes that passed the validator once. Undefined for what is about no message. */
export function readMessageOp(bytes: Uint8Array): MessageOp | undefined {
  const read = decodeOp(bytes, { canonical: false })
  if (!read.ok || read.value.kind === 'unknown' || !isMessageOp(read.value)) return undefined
  return read.value
}
