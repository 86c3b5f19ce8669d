/** The workspaces of a scene, as an engine lists them. */
import type { DirectoryView } from '../../../core/engine/engine.ts'
import { conversationId, documentId, workspaceId } from '../../../core/protocol/ids.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import { hexId } from './sample-messages.ts'

export interface DirectoryScene {
  readonly loaded: boolean
  readonly workspaces: ReadonlyArray<string>
  readonly channels: ReadonlyArray<string>
  /** What its first workspace has as documents, by title. */
  readonly documents?: ReadonlyArray<string>
  /** Of this person in all of its workspaces; the owner unless told. */
  readonly role?: Role
  /** So many messages mention this person in each channel that is not read; none unless told. */
  readonly mentions?: number
}

export function toDirectory({
  loaded,
  workspaces,
  channels,
  documents = [],
  role = 'owner',
  mentions = 0,
}: DirectoryScene): DirectoryView {
  return {
    loaded,
    workspaces: workspaces.map((name, index) => ({
      id: workspaceId(hexId(3, index + 5)),
      name,
      role,
      memberCount: 15_731,
      documents: (index === 0 ? documents : []).map((title, number) => ({
        id: documentId(hexId(6, number)),
        workspace: workspaceId(hexId(3, index + 5)),
        title,
        conversation: conversationId(hexId(7, number)),
        unread: false,
      })),
      directs: [],
      channels: channels.map((channel, number) => ({
        id: conversationId(hexId(4, index * 1_000 + number)),
        workspace: workspaceId(hexId(3, index + 5)),
        name: channel,
        topic:
          number === 0 ? 'Questions, answers and the occasional cheer. Read the notes before you ask.' : '',
        unread: number % 4 === 2,
        ...(mentions > 0 && { unreadCount: { messages: mentions, replies: 0, mentions } }),
      })),
    })),
  }
}
