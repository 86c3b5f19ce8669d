/** A conversation on its way from one place of the sidebar to another. */
import type { DragEvent } from 'react'
import { conversationId, type ConversationId, isIdText } from '../../../core/protocol/ids.ts'

const type = 'application/x-tidings-conversation'

export function startDrag({ dataTransfer }: DragEvent, conversation: ConversationId): void {
  dataTransfer.setData(type, conversation)
  dataTransfer.effectAllowed = 'move'
}

export const isDragged = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(type)

/** Undefined for anything else that is dropped here: a file, a link, what another page calls a conversation. */
export function draggedFrom({ dataTransfer }: DragEvent): ConversationId | undefined {
  const text = dataTransfer.getData(type)
  return isIdText(text) ? conversationId(text) : undefined
}

/** 32 hex characters that no other device picks. */
export const newSectionId = (): string => crypto.randomUUID().replaceAll('-', '')
