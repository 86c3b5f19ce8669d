import type { ConversationId } from '../protocol/ids.ts'
import type { DirectoryView, Workspace } from './engine.ts'

/** The workspace that a channel, a direct message or the chat of a document is in; undefined if the directory has no such conversation. */
export const workspaceWith = (
  { workspaces }: Pick<DirectoryView, 'workspaces'>,
  conversation: ConversationId,
): Workspace | undefined =>
  workspaces.find(
    ({ channels, documents, directs }) =>
      channels.some(({ id }) => id === conversation) ||
      directs.some(({ id }) => id === conversation) ||
      documents.some((document) => document.conversation === conversation),
  )
