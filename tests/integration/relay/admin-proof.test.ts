/** Backing up, restoring and proving a database that has something of everything. */
import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { blobPath } from '../../../sync-server/blobs/filesystem.ts'
import { migrations } from '../../../sync-server/store/sqlite/migrations.ts'
import { admin, change } from '../../support/admin-world.ts'
import { type Contents, contentsOf } from '../../support/database-contents.ts'
import { filledFile, makeFilledDatabase } from '../../support/filled-database.ts'
import { testMasterKey } from '../../support/master-key.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

function folderWithKey(): string {
  const folder = temporaryFolder()
  writeFileSync(path.join(folder, 'master.key'), `${Buffer.from(testMasterKey).toString('base64')}\n`)
  return folder
}

/** As a relay of this version, or of an older one, has left it. */
function filledFolder(version: number = migrations.length): string {
  const folder = folderWithKey()
  makeFilledDatabase(path.join(folder, 'relay.db'), version)
  const file = path.join(folder, 'files', ...blobPath(filledFile.id))
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, filledFile.bytes)
  return folder
}

async function restored(folder: string): Promise<string> {
  const target = path.join(temporaryFolder(), 'backup.tar')
  expect(await admin(folder, 'backup', target)).toMatchObject({ code: 0 })
  const other = folderWithKey()
  expect(await admin(other, 'restore', target)).toMatchObject({ code: 0, stderr: '' })
  return other
}

function contents(folder: string): Contents {
  const database = new DatabaseSync(path.join(folder, 'relay.db'), { readOnly: true })
  const found = contentsOf(database)
  database.close()
  return found
}

test('[TA1][TA3] a restored database has every row of every table, but for letters, its epoch and what it noted', async () => {
  const folder = filledFolder()
  const before = contents(folder)
  const { relay, audit_lines, audit_heads, ...after } = contents(await restored(folder))
  expect(after).toEqual({
    ...before,
    letters: [],
    relay: undefined,
    audit_lines: undefined,
    audit_heads: undefined,
  })
  const epoch = (rows: Contents[string] | undefined) => rows?.map((row) => row['epoch'])
  expect(relay).toEqual([{ ...before['relay']?.[0], epoch: epoch(relay)?.[0] }])
  expect(epoch(relay)).not.toEqual(epoch(before['relay']))
  expect(audit_heads?.length).toBe(2)
  expect(audit_lines).toEqual(expect.arrayContaining([...(before['audit_lines'] ?? [])]))
})

test('[TA3] a backup of an older version is brought up to date', async () => {
  const { webhooks, file_scans, documents } = contents(await restored(filledFolder(11)))
  expect([webhooks, file_scans, documents?.length]).toEqual([[], [], 1])
})

test('[TA4] verify finds what was changed beside the logs', async () => {
  const sound = filledFolder()
  const whole = await admin(sound, 'verify')
  expect([whole.code, whole.stdout.includes('1 documents, 1 files')]).toEqual([0, true])
  const tampered: ReadonlyArray<readonly [string, string]> = [
    ['Document', "UPDATE document_updates SET body = x'00' WHERE row = 2"],
    [
      'Document',
      'UPDATE document_updates SET body = (SELECT body FROM document_updates WHERE row = 1) WHERE row = 2',
    ],
    ['Report 2b2b', "UPDATE reports SET body = x'00' WHERE body IS NOT NULL"],
    ['Report 3737', 'UPDATE reports SET body = (SELECT body FROM reports WHERE row = 1) WHERE row = 2'],
    ['Webhook 2c2c', 'UPDATE webhooks SET body = (SELECT body FROM reports WHERE row = 1)'],
    ['Letter 1', 'UPDATE letters SET body = zeroblob(60)'],
    ['Letter 2', 'INSERT INTO letters (row, body, due) SELECT 2, body, due FROM letters'],
    ['The keys of workspace', 'UPDATE workspace_keys SET wrapped = zeroblob(65) WHERE number = 0'],
    ['The keys of workspace', 'DELETE FROM workspace_keys WHERE number = 0'],
    ['The picture of person 0101', 'UPDATE pictures SET bytes = zeroblob(5)'],
    ['The picture of workspace 1515', 'UPDATE workspaces SET picture = zeroblob(32)'],
    ['is missing', 'DELETE FROM pictures'],
  ]
  for (const [finding, sql] of tampered) {
    const folder = temporaryFolder()
    cpSync(sound, folder, { recursive: true })
    change(folder, sql)
    const { code, stdout } = await admin(folder, 'verify')
    expect([finding, code, stdout.split('\n').some((line) => line.includes(finding))]).toEqual([
      finding,
      2,
      true,
    ])
    expect(stdout).not.toContain('Error')
    const target = path.join(temporaryFolder(), 'backup.tar')
    expect(await admin(folder, 'backup', target)).toMatchObject({ code: 0 })
    const other = folderWithKey()
    const isForgotten = finding.startsWith('Letter') // no letter of a backup is sent
    expect(await admin(other, 'restore', target)).toMatchObject({ code: isForgotten ? 0 : 1 })
    const left = isForgotten ? ['files', 'lock.db', 'master.key', 'relay.db'] : ['lock.db', 'master.key']
    expect(readdirSync(other).toSorted()).toEqual(left)
  }
})
