/** What people do just now, as it goes over the wire: sealed in a sealed conversation, or not said at all. Rule CS13 in core/sync/SPEC.md. */
import type { SealingPort } from '../bridge/sealing.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { LiveFrame, Sync } from '../sync/sync-contract.ts'
import type { DirectoryModel } from './directory-model.ts'

export interface Said {
  readonly say: (conversation: ConversationId, body: Uint8Array) => Promise<void>
  /** Undefined for what cannot be opened. */
  readonly open: (
    frame: Extract<LiveFrame, { readonly kind: 'ephemeral' }>,
  ) => Promise<Uint8Array | undefined>
}

interface SaidDeps {
  readonly sealing: Pick<SealingPort, 'isSealed' | 'sealEphemeral' | 'openEphemeral'>
  readonly model: Pick<DirectoryModel, 'isSealed'>
  readonly say: Sync['say']
}

export function createSaid({ sealing, model, say }: SaidDeps): Said {
  const isSealed = (conversation: ConversationId): boolean =>
    sealing.isSealed(conversation) || model.isSealed(conversation)
  return {
    say: async (conversation, body) => {
      const said = isSealed(conversation) ? await sealing.sealEphemeral(conversation, body) : body
      if (said !== undefined) say({ kind: 'ephemeral', conversation, body: said })
    },
    open: async ({ conversation, user, body }) =>
      isSealed(conversation) ? sealing.openEphemeral(conversation, user, body) : body,
  }
}
