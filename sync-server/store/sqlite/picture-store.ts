import type { DatabaseSync } from 'node:sqlite'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import { idToBytes } from '../../../core/protocol/ids.ts'
import type { NotFound } from '../directory-store.ts'
import type { PictureOwner, PictureStore } from '../picture-store.ts'
import { method, transaction } from './database.ts'
import { createVersionCounter } from './directory-rows.ts'
import { bytes } from './rows.ts'

/**
 * As `migrations.ts` adds it. The hash stands with the person too, for it is told with each of them; before, files of the
 * person stood there, which nobody could open.
 */
export const pictureTables = `
  UPDATE users SET avatar = NULL;
  ALTER TABLE workspaces ADD COLUMN picture BLOB;
  ALTER TABLE workspaces ADD COLUMN accent INTEGER;
  CREATE TABLE pictures (
    owner BLOB PRIMARY KEY, -- id of a user or a workspace
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE TRIGGER picture_of_user AFTER DELETE ON users BEGIN DELETE FROM pictures WHERE owner = OLD.id; END;
  CREATE TRIGGER picture_of_workspace AFTER DELETE ON workspaces BEGIN DELETE FROM pictures WHERE owner = OLD.id; END;
`

/** As `migrations.ts` adds it: accounts that were erased before pictures went with them. */
export const picturesOfGone = `
  DELETE FROM pictures WHERE owner IN (SELECT id FROM users WHERE username IS NULL);
`

const idOf = (of: PictureOwner): Uint8Array => idToBytes('user' in of ? of.user : of.workspace)

export function createSqlitePictures(database: DatabaseSync): PictureStore {
  const nextVersion = createVersionCounter(database)
  const find = database.prepare('SELECT bytes FROM pictures WHERE owner = ?')
  const put = database.prepare(
    'INSERT INTO pictures VALUES (?, ?) ON CONFLICT DO UPDATE SET bytes = excluded.bytes',
  )
  const remove = database.prepare('DELETE FROM pictures WHERE owner = ?')
  const ofUser = database.prepare('UPDATE users SET avatar = ? WHERE id = ? AND username IS NOT NULL')
  const touch = database.prepare('UPDATE memberships SET version = ? WHERE user = ?')
  const ofWorkspace = database.prepare('UPDATE workspaces SET picture = ?, version = ? WHERE id = ?')
  const accent = database.prepare('UPDATE workspaces SET accent = ?, version = ? WHERE id = ?')
  const found = (changes: number | bigint): Result<void, NotFound> =>
    changes === 1 ? ok(undefined) : fail({ kind: 'not-found' })
  return {
    set: method((of, picture) =>
      transaction(database, () => {
        const [id, hash, version] = [idOf(of), picture?.hash ?? null, nextVersion()]
        const { changes } = 'user' in of ? ofUser.run(hash, id) : ofWorkspace.run(hash, version, id)
        if (changes !== 1) return found(changes)
        if ('user' in of) touch.run(version, id)
        if (picture === undefined) remove.run(id)
        else put.run(id, picture.bytes)
        return ok(undefined)
      }),
    ),
    read: method((of) => {
      const row = find.get(idOf(of))
      return row && bytes(row, 'bytes')
    }),
    setAccent: method((workspace, hue) =>
      transaction(database, () =>
        found(accent.run(hue ?? null, nextVersion(), idToBytes(workspace)).changes),
      ),
    ),
  }
}
