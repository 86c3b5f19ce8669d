import type { ClientFrame, FetchRange } from '../../core/protocol/frame.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'

/** The whole log forwards, but for what `range` says. */
export const fetchFrame = (
  conversation: ConversationId,
  request: number,
  range: Partial<FetchRange> = {},
): Extract<ClientFrame, { readonly kind: 'fetch' }> => ({
  kind: 'fetch',
  request,
  conversation,
  segment: undefined,
  after: 0,
  before: 0,
  limit: 0,
  backwards: false,
  ...range,
})
