/** A conversation, a section or a workspace on its way from one place to another. */
import type { DragEvent } from 'react'
import type { SectionId } from '../../../core/engine/personal/arrangement.ts'
import {
  conversationId,
  type ConversationId,
  isIdText,
  workspaceId,
  type WorkspaceId,
} from '../../../core/protocol/ids.ts'

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

const sectionType = 'application/x-tidings-section'

export function startSectionDrag({ dataTransfer }: DragEvent, section: SectionId): void {
  dataTransfer.setData(sectionType, section)
  dataTransfer.effectAllowed = 'move'
}

export const isSectionDragged = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer.types.includes(sectionType)

/** Empty for anything else. */
export const sectionDraggedFrom = ({ dataTransfer }: DragEvent): SectionId =>
  dataTransfer.getData(sectionType)

const workspaceType = 'application/x-tidings-workspace'

export function startWorkspaceDrag({ dataTransfer }: DragEvent, workspace: WorkspaceId): void {
  dataTransfer.setData(workspaceType, workspace)
  dataTransfer.effectAllowed = 'move'
}

export const isWorkspaceDragged = ({ dataTransfer }: DragEvent): boolean =>
  dataTransfer.types.includes(workspaceType)

/** Undefined for anything else. */
export function workspaceDraggedFrom({ dataTransfer }: DragEvent): WorkspaceId | undefined {
  const text = dataTransfer.getData(workspaceType)
  return isIdText(text) ? workspaceId(text) : undefined
}

/** Whether the pointer is over the lower half of what listens: what is dropped there goes behind it. */
export function isLowerHalf({ currentTarget, clientY }: DragEvent): boolean {
  const { top, height } = currentTarget.getBoundingClientRect()
  return clientY > top + height / 2
}

/** 32 hex characters that no other device picks. */
export const newSectionId = (): string => crypto.randomUUID().replaceAll('-', '')
