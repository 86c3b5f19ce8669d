/** Pictures of people and workspaces, and the colour of a workspace (PF1 to PF4). */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { UserId, WorkspaceId } from '../../core/protocol/ids.ts'
import type { Access, Forbidden } from '../access/access.ts'
import { sha256 } from '../sha256.ts'
import type { NotFound } from '../store/directory-store.ts'
import type { Picture } from '../store/picture-store.ts'
import type { Store } from '../store/store.ts'
import type { DirectoryDeps } from './directory.ts'

export interface PicturesDeps {
  readonly store: Pick<Store, 'pictures' | 'directory'>
  readonly access: Access
  readonly changed: DirectoryDeps['changed']
}

type Refused = NotFound | Forbidden

/** Bytes are those of a picture that may be shown (`readPicture`); `undefined` takes the picture away. */
export interface Pictures {
  /** Answers the hash of the picture that is shown from now on. */
  readonly setOwn: (
    user: UserId,
    bytes: Uint8Array | undefined,
  ) => Promise<Result<Uint8Array | undefined, NotFound>>
  /** `not-found` too where the asker shares nothing with that person. */
  readonly ofPerson: (asker: UserId, user: UserId) => Promise<Result<Uint8Array, NotFound>>
  readonly setOfWorkspace: (
    asker: UserId,
    workspace: WorkspaceId,
    bytes: Uint8Array | undefined,
  ) => Promise<Result<Uint8Array | undefined, Refused>>
  readonly ofWorkspace: (asker: UserId, workspace: WorkspaceId) => Promise<Result<Uint8Array, Refused>>
  readonly setAccent: (
    asker: UserId,
    workspace: WorkspaceId,
    hue: number | undefined,
  ) => Promise<Result<void, Refused>>
}

const picture = (bytes: Uint8Array | undefined): Picture | undefined =>
  bytes && { hash: sha256(bytes), bytes }
const found = (bytes: Uint8Array | undefined): Result<Uint8Array, NotFound> =>
  bytes === undefined ? fail({ kind: 'not-found' }) : ok(bytes)

export function createPictures({ store: { pictures, directory }, access, changed }: PicturesDeps): Pictures {
  return {
    setOwn: async (user, bytes) => {
      const next = picture(bytes)
      const set = await pictures.set({ user }, next)
      if (!set.ok) return set
      const workspaces = await directory.workspacesOf(user)
      await Promise.all(workspaces.map((workspace) => changed(workspace)))
      return ok(next?.hash)
    },
    ofPerson: async (asker, user) => {
      const known = await directory.acquainted(asker, [user])
      return found(known.has(user) ? await pictures.read({ user }) : undefined)
    },
    setOfWorkspace: async (asker, workspace, bytes) => {
      const allowed = await access.inWorkspace(asker, workspace, 'workspace.update')
      if (!allowed.ok) return allowed
      const next = picture(bytes)
      const set = await pictures.set({ workspace }, next)
      if (!set.ok) return set
      await changed(workspace)
      return ok(next?.hash)
    },
    ofWorkspace: async (asker, workspace) => {
      const allowed = await access.inWorkspace(asker, workspace, 'workspace.read')
      return allowed.ok ? found(await pictures.read({ workspace })) : allowed
    },
    setAccent: async (asker, workspace, hue) => {
      const allowed = await access.inWorkspace(asker, workspace, 'workspace.update')
      if (!allowed.ok) return allowed
      const set = await pictures.setAccent(workspace, hue)
      if (set.ok) await changed(workspace)
      return set
    },
  }
}
