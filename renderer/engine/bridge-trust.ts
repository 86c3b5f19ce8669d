/** Trust as main knows it: asked for where it is shown, and again when main says that something is another. */
import type { Readable } from '../../core/base/readable.ts'
import type { PageBridge } from '../../core/bridge/contract.ts'
import type { ConversationTrust } from '../../core/bridge/trust.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import type { TrustModel } from '../features/trust/trust-model.ts'
import { createAsked } from '../../core/engine/over-bridge/asked.ts'

const nothingKnown: ConversationTrust = {
  readers: [],
  checkedUpTo: undefined,
  events: [],
  reading: { kind: 'readable' },
}

/** More than any safety number, and what the bridge takes. */
const longestText = 4096

export function createTrustModel(bridge: PageBridge): TrustModel {
  const conversations = new Map<ConversationId, Readable<ConversationTrust>>()
  return {
    of: (conversation) => {
      const known = conversations.get(conversation) ?? trustOf(bridge, conversation)
      conversations.set(conversation, known)
      return known
    },
    safetyNumber: (user) => bridge.call('trust.number', { user }),
    compare: (user, text) => bridge.call('trust.compare', { user, text: text.slice(0, longestText) }),
    verify: (user, digits) => bridge.call('trust.verify', { user, digits }),
    unverify: (user) => bridge.call('trust.unverify', { user }),
    acceptKey: (user) => bridge.call('trust.acceptKey', { user }),
    dismissChange: (user) => void bridge.call('trust.dismissChange', { user }),
    enterAgain: () => bridge.call('trust.enterAgain', {}),
  }
}

const trustOf = (bridge: PageBridge, conversation: ConversationId): Readable<ConversationTrust> =>
  createAsked({
    initial: nothingKnown,
    ask: () => bridge.call('trust.of', { conversation }),
    listen: (changed) => [
      bridge.listen('trust.changed', (told) => told.conversation === conversation && changed()),
      bridge.listen('sealed.known', ({ id }) => id === conversation && changed()),
      // Whose keys they are, main knows: the person may have left, or be about to come in.
      bridge.listen('people.changed', changed),
      bridge.listen('people.forked', changed),
    ],
  })
