/** Runs the real importer and looks into the relay's database afterwards. */
import path from 'node:path'
import { millis } from '../../core/base/clock.ts'
import { orThrow } from '../../core/base/defect.ts'
import type { Op } from '../../core/conversation/op.ts'
import { loadSegment } from '../../core/conversation/segment.ts'
import { decodeEntry } from '../../core/protocol/entry.ts'
import type { MemberChange } from '../../core/protocol/directory.ts'
import { userId, type ConversationId, type UserId, type WorkspaceId } from '../../core/protocol/ids.ts'
import { openStore } from '../../sync-server/open-store.ts'
import type { Store } from '../../sync-server/store/store.ts'
import { type AdminRun, startAdmin } from './admin-run.ts'
import { createSeededRandom } from './seeded-random.ts'

/** Starts the importer on the relay that `npm start` would have in `data`. */
export const startImport = (data: string, ...args: ReadonlyArray<string>): AdminRun =>
  startAdmin({ DATA_DIR: path.join(data, 'relay') }, 'import', ...args)

export const runImport = (data: string, ...args: ReadonlyArray<string>): AdminRun['ended'] =>
  startImport(data, ...args).ended

export interface ImportedChannel {
  readonly id: ConversationId
  readonly name: string
  /** In the order in which they were written. */
  readonly ops: ReadonlyArray<Op>
}

export interface Imported {
  readonly channels: ReadonlyArray<ImportedChannel>
  /** By name. */
  readonly people: ReadonlyMap<string, MemberChange>
}

/** All that the relay of `data` holds of a workspace. No relay may be running. */
export async function readImported(data: string, workspaceName: string): Promise<Imported> {
  const folder = path.join(data, 'relay')
  const files = {
    databaseFile: path.join(folder, 'relay.db'),
    masterKeyFile: path.join(folder, 'master.key'),
  }
  const { store } = orThrow(
    openStore({ masterKey: { kind: 'own' } }, files, { random: createSeededRandom(1) }),
  )
  try {
    const workspace = await store.directory.workspaceByName(workspaceName)
    if (workspace === undefined) throw new Error(`no workspace ${workspaceName}`)
    const { changes } = await store.directory.changesSince(await onlooker(store, workspace), 0)
    const channels: Array<ImportedChannel> = []
    const people = new Map<string, MemberChange>()
    for (const change of changes) {
      if (change.kind === 'member') people.set(change.name, change)
      if (change.kind === 'channel') {
        channels.push({ id: change.id, name: change.name, ops: await readOps(store, change.id) })
      }
    }
    return { channels, people }
  } finally {
    await store.close()
  }
}

async function onlooker(store: Store, workspace: WorkspaceId): Promise<UserId> {
  const user = userId('f'.repeat(32))
  const account = {
    user,
    username: 'onlooker',
    displayName: 'Onlooker',
    passwordHash: '',
    created: millis(0),
  }
  await store.accounts.createAccount(account) // there already when a test looks twice
  orThrow(await store.directory.join(workspace, user, 'member'))
  return user
}

async function readOps(store: Store, channel: ConversationId): Promise<ReadonlyArray<Op>> {
  const log = await store.logs.log(channel)
  const updates = new Map<number, Array<Uint8Array>>()
  let after = 0
  for (;;) {
    const range = { segment: undefined, after, upTo: log?.seq ?? 0 }
    const entries = await store.logs.entries(channel, range, { maxBytes: 10_000_000 })
    if (entries.length === 0) break
    for (const { seq, bytes } of entries) {
      const entry = orThrow(decodeEntry(bytes))
      if (entry.kind === 'content') {
        updates.set(entry.segment, [...(updates.get(entry.segment) ?? []), entry.update])
      }
      after = seq
    }
  }
  return [...updates.values()].flatMap((segment) => {
    const { ops } = orThrow(loadSegment(segment))
    return ops.toSorted((left, right) => left.clock - right.clock).map(({ op }) => op)
  })
}
