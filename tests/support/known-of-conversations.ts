import type { KnownOfConversations } from '../../core/engine/directory-view.ts'

/** What is known of conversations beside their rows: nothing. */
export const never: KnownOfConversations = {
  unread: () => ({ unread: false }),
  about: () => ({ name: '', writtenAt: undefined }),
  besides: () => ({}),
  level: () => undefined,
  edited: () => ({}),
  editedWorkspace: () => ({}),
  editedOwn: () => ({}),
}
