/** What people do just now, as it goes over the wire: sealed in a sealed conversation, or not said at all. Rule CS13 in core/sync/SPEC.md. */
import type { SealingPort } from '../bridge/sealing.ts'
import { decodeEphemeral, type Ephemeral } from '../protocol/ephemeral.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { LiveFrame, Sync } from '../sync/sync-contract.ts'
import type { DirectoryModel } from './directory-model.ts'

export interface Said {
  readonly say: (conversation: ConversationId, body: Uint8Array) => Promise<void>
  /**
   * Undefined for what cannot be opened or read, and for what is nothing to this person: how far others have read, and what has
   * arrived at them, is, wherever it is sealed; all else where the conversation is on the screen.
   */
  readonly open: (
    frame: Extract<LiveFrame, { readonly kind: 'ephemeral' }>,
    isShown: boolean,
  ) => Promise<Ephemeral | undefined>
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
    open: async ({ conversation, user, body }, isShown) => {
      if (!isSealed(conversation)) {
        const said = isShown ? decodeEphemeral(body) : undefined
        return said?.kind === 'typing' ? said : undefined
      }
      const opened = await sealing.openEphemeral(conversation, user, body)
      return opened && decodeEphemeral(opened)
    },
  }
}
