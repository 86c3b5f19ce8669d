import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { DirectoryStore } from '../store/directory-store.ts'

/** Those where the user is no guest: they take part in presence there (CM4). */
export async function fullWorkspaces(
  directory: Pick<DirectoryStore, 'workspacesOf' | 'audiencesOf'>,
  user: UserId,
): Promise<ReadonlyArray<WorkspaceId>> {
  const audiences = new Set<string>(await directory.audiencesOf(user))
  return (await directory.workspacesOf(user)).filter((workspace) => audiences.has(workspace))
}
