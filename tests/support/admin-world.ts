/** A real relay with something in it, for the administrator's program to work on. */
import { randomBytes } from 'node:crypto'
import { cpSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { expect } from 'vitest'
import type { AttachmentId } from '../../core/protocol/ids.ts'
import { type AdminEnd, callAdmin } from './admin-run.ts'
import { createFileClient, newFileId } from './file-client.ts'
import { openPair, type RelayPair } from './relay-pair.ts'
import { startTestRelay, type TestRelay } from './relay.ts'
import { temporaryFolder } from './temporary-folder.ts'

export const secret = 'the treasure lies under the third crane'

export const admin = (folder: string, ...args: ReadonlyArray<string>): Promise<AdminEnd> =>
  callAdmin({ DATA_DIR: folder }, ...args)

/** Changes the database of a folder behind the back of everybody. */
export function change(folder: string, sql: string): void {
  const database = new DatabaseSync(path.join(folder, 'relay.db'))
  database.exec(sql)
  database.close()
}

/** The first column of what a query finds in the database of a folder. */
export function look(folder: string, sql: string): ReadonlyArray<SQLOutputValue> {
  const database = new DatabaseSync(path.join(folder, 'relay.db'), { readOnly: true })
  const rows = database.prepare(sql).all()
  database.close()
  return rows.flatMap((row) => Object.values(row).slice(0, 1))
}

export interface AdminWorld extends Omit<RelayPair, 'bob'> {
  readonly relay: TestRelay
  readonly file: AttachmentId
  /** Of the file. */
  readonly bytes: Uint8Array
  /** Answers the file. */
  readonly backUp: () => Promise<string>
  /** An empty folder that holds the key of the relay, as the guide has it. */
  readonly folderWithKey: () => string
  /** A folder that holds what the relay holds, without a relay. */
  readonly restored: () => Promise<string>
}

/** Ada has written `secret` and put up a file. */
export async function setupAdminWorld(): Promise<AdminWorld> {
  const relay = await startTestRelay()
  const { ada, workspace, general, adas, writer } = await openPair(relay)
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  adas.send({ kind: 'append', request: 1, entry: writer.post(secret) })
  await adas.waitFor('ack')
  await adas.waitFor('ack')
  const [file, bytes] = [newFileId(), new Uint8Array(randomBytes(100_000))]
  await createFileClient(relay, ada).put(file, general, bytes)
  const backUp = async (): Promise<string> => {
    const target = path.join(temporaryFolder(), 'backup.tar')
    expect(await admin(relay.folder, 'backup', target)).toMatchObject({ code: 0 })
    return target
  }
  const folderWithKey = (): string => {
    const folder = temporaryFolder()
    cpSync(path.join(relay.folder, 'master.key'), path.join(folder, 'master.key'))
    return folder
  }
  const restored = async (): Promise<string> => {
    const folder = folderWithKey()
    expect(await admin(folder, 'restore', await backUp())).toMatchObject({ code: 0, stderr: '' })
    return folder
  }
  return { relay, ada, workspace, general, adas, writer, file, bytes, backUp, folderWithKey, restored }
}
