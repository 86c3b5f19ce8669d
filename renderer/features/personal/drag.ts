/** A conversation, a section or a workspace on its way from one place to another. */
import type { DragEvent } from 'react'
import type { SectionId } from '../../../core/engine/personal/arrangement.ts'
import { conversationId, isIdText, workspaceId } from '../../../core/protocol/ids.ts'

/** What is dragged of one kind, by its id. */
interface Drag<Id extends string> {
  readonly start: (event: DragEvent, id: Id) => void
  readonly isOver: (event: DragEvent) => boolean
  /** Undefined for anything else that is dropped: a file, a link, what another page calls so. */
  readonly from: (event: DragEvent) => Id | undefined
}

function createDrag<Id extends string>(kind: string, read: (text: string) => Id | undefined): Drag<Id> {
  const type = `application/x-tidings-${kind}`
  return {
    start: ({ dataTransfer }, id) => {
      dataTransfer.setData(type, id)
      dataTransfer.effectAllowed = 'move'
    },
    isOver: ({ dataTransfer }) => dataTransfer.types.includes(type),
    from: ({ dataTransfer }) => read(dataTransfer.getData(type)),
  }
}

const ofId =
  <Id>(toId: (text: string) => Id) =>
  (text: string): Id | undefined =>
    isIdText(text) ? toId(text) : undefined

export const conversationDrag = createDrag('conversation', ofId(conversationId))
export const workspaceDrag = createDrag('workspace', ofId(workspaceId))
export const sectionDrag = createDrag<SectionId>('section', (text) => text || undefined)

/** Whether the pointer is over the lower half of what listens: what is dropped there goes behind it. */
export function isLowerHalf({ currentTarget, clientY }: DragEvent): boolean {
  const { top, height } = currentTarget.getBoundingClientRect()
  return clientY > top + height / 2
}

/** 32 hex characters that no other device picks. */
export const newSectionId = (): string => crypto.randomUUID().replaceAll('-', '')
