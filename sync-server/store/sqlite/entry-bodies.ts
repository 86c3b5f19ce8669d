/** Bodies of entries as they lie on the disk: of open conversations sealed (AR1), of sealed ones as they came (AR2). */
import type { DatabaseSync } from 'node:sqlite'
import { type ConversationId, idToBytes, type WorkspaceId, workspaceId } from '../../../core/protocol/ids.ts'
import type { AtRest } from '../../at-rest/at-rest.ts'
import { damaged } from '../../at-rest/gcm.ts'
import { createLru } from '../../relay/lru.ts'
import { entryPlace } from '../sealed-places.ts'
import { id } from './rows.ts'

type Turn = (seq: number, body: Uint8Array) => Uint8Array

export interface EntryBodies {
  /** What is stored for the body of the entry `seq`. The conversation must be there. */
  readonly toStored: (conversation: ConversationId) => Turn
  readonly fromStored: (conversation: ConversationId) => Turn
}

/** So many conversations need not be looked up: where they belong, and whether they are open, never changes. */
const knownHomes = 20_000

export function createEntryBodies(database: DatabaseSync, { seal, open }: AtRest): EntryBodies {
  const find = database.prepare(
    'SELECT w.id, c.sealed FROM channels c JOIN workspaces w ON w.number = c.workspace WHERE c.id = ?',
  )
  const homes = createLru<ConversationId, WorkspaceId | 'sealed'>(knownHomes)
  const homeOf = (conversation: ConversationId): WorkspaceId | 'sealed' => {
    const known = homes.get(conversation)
    if (known !== undefined) return known
    const row = find.get(idToBytes(conversation))
    if (row === undefined) throw damaged('an entry of no conversation')
    const home = row['sealed'] === null ? id(workspaceId, row, 'id') : 'sealed'
    homes.set(conversation, home)
    return home
  }
  const through =
    (turn: AtRest['seal']) =>
    (conversation: ConversationId): Turn =>
    (seq, body) => {
      const home = homeOf(conversation)
      return home === 'sealed' ? body : turn(home, entryPlace(conversation, seq), body)
    }
  return { toStored: through(seal), fromStored: through(open) }
}
