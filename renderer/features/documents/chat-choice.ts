import type { Remembered } from '../../platform/remembered.ts'

const key = 'document-chat'

/** Whether the chat about a document is shown beside it, on this device. */
export const showsChat = (remembered: Remembered): boolean => remembered.read(key) !== 'hidden'
export const setShowsChat = (remembered: Remembered, isShown: boolean): void =>
  remembered.write(key, isShown ? 'shown' : 'hidden')
