import type { Engine } from '../../../core/engine/engine.ts'
import type { UserId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { words } from './words.ts'

const namesShown = 8

/** The names of the first few, and how many there are besides. */
export function namesOf(
  engine: Engine,
  workspace: WorkspaceId,
  users: ReadonlyArray<UserId>,
): ReadonlyArray<string> {
  const names = users
    .slice(0, namesShown)
    .map((user) => engine.member(workspace, user)?.name ?? words.someone)
  return users.length > namesShown ? [...names, words.andOthers(users.length - namesShown)] : names
}
