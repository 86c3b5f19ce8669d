import { conversationId, type ConversationId } from '../../core/protocol/ids.ts'

/** The `number`th conversation, the same in every test. */
export const testConversation = (number: number): ConversationId =>
  conversationId(`c${number.toString(16).padStart(31, '0')}`)
