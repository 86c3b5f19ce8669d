import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { ok } from '../../core/base/result.ts'
import { openSqliteLocalStore } from '../../headless/sqlite-local-store.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { localStoreContract } from './local-store-contract.ts'

const key = Uint8Array.from({ length: 32 }, (_, index) => index)

localStoreContract('SQLite', async () => {
  const file = path.join(temporaryFolder(), 'store.db')
  const store = orThrow(openSqliteLocalStore({ file, key }))
  return {
    store,
    restart: async () => {
      await store.close()
      return orThrow(openSqliteLocalStore({ file, key }))
    },
  }
})

test('what another key wrote does not open', async () => {
  const file = path.join(temporaryFolder(), 'store.db')
  const store = orThrow(openSqliteLocalStore({ file, key }))
  await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(1) }], { durable: true })
  await store.close()
  const stranger = orThrow(openSqliteLocalStore({ file, key: new Uint8Array(32) }))
  expect(await stranger.value('key')).toMatchObject({ ok: false, failure: { kind: 'damaged' } })
  await stranger.close()
})

test('a file that is no database is put aside', async () => {
  const file = path.join(temporaryFolder(), 'store.db')
  writeFileSync(file, 'not a database '.repeat(1_000))
  const store = orThrow(openSqliteLocalStore({ file, key }))
  expect(await store.conversations()).toEqual(ok([]))
  await store.close()
})

test('whatever byte of the header of the file changes: it opens, as it was or anew', async () => {
  const folder = temporaryFolder()
  const sound = path.join(folder, 'sound.db')
  const store = orThrow(openSqliteLocalStore({ file: sound, key }))
  await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(1) }], { durable: true })
  await store.close()
  for (let at = 0; at < 100; at++) {
    const bytes = readFileSync(sound)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0x48, at)
    const file = path.join(folder, `${at}.db`)
    writeFileSync(file, bytes)
    const opened = openSqliteLocalStore({ file, key })
    expect(opened, `byte ${at}`).toMatchObject({ ok: true })
    await orThrow(opened).close()
  }
})

test('what SQLite refuses is told with its full code', async () => {
  const file = path.join(temporaryFolder(), 'store.db')
  const store = orThrow(openSqliteLocalStore({ file, key }))
  const other = new DatabaseSync(file)
  other.exec(`CREATE TRIGGER refusal BEFORE INSERT ON keyed_values BEGIN SELECT RAISE(ABORT, 'no'); END`)
  other.close()
  const outcome = await store.write([{ kind: 'value', key: 'key', value: Uint8Array.of(1) }], {
    durable: true,
  })
  // SQLITE_CONSTRAINT_TRIGGER, of which SQLITE_CONSTRAINT (19) is the low byte.
  const detail: unknown = expect.stringContaining('SQLite 1811')
  expect(outcome).toMatchObject({ ok: false, failure: { kind: 'failed', detail } })
  await store.close()
})
