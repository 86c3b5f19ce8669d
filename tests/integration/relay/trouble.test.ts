/** A relay whose disk is full, as a real process meets it. */
import { statSync } from 'node:fs'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { paths } from '../../../core/protocol/api.ts'
import { limitFiles } from '../../faults/disk.ts'
import { createFileClient, newFileId, sha256 } from '../../support/file-client.ts'
import { callRelay } from '../../support/relay-accounts.ts'
import { openPair } from '../../support/relay-pair.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

test('[RC2][FI10] a full disk refuses writes with a code at every door, serves reads, and is over by itself', async (context) => {
  const folder = temporaryFolder()
  const relay = await spawnRelay(folder)
  onTestFinished(async () => {
    relay.child.kill('SIGKILL')
    await relay.exited
  })
  const { ada, general, adas, writer } = await openPair(relay)
  const token = ada.session.accessToken
  const files = createFileClient(relay, ada)
  const [kept, bytes] = [newFileId(), new Uint8Array(50_000).fill(7)]
  await files.put(kept, general, bytes)
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  expect(await adas.answerTo(0)).toMatchObject({ kind: 'ack' })

  const pid = relay.child.pid ?? 0
  const journal = statSync(path.join(folder, 'relay.db-wal')).size
  if (!(await limitFiles(pid, Math.min(journal, 20_000)))) return context.skip('there is no prlimit here')
  const post = writer.post('written while there was no room')
  adas.send({ kind: 'append', request: 1, entry: post })
  const refused = await adas.answerTo(1)
  expect(refused).toMatchObject({ kind: 'refuse', code: 'unavailable' })
  if (refused.kind === 'refuse') expect(refused.retryAfter).toBeGreaterThan(0)
  const body = { name: 'No room' }
  const denied = await callRelay(relay, paths.workspaces, { token, body })
  expect([denied.status, denied.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)])
  expect(denied.body).toMatchObject({ code: 'unavailable' })
  // What is there is there: it reads, and says that it can.
  expect((await callRelay(relay, paths.ready)).status).toBe(200)
  expect((await callRelay(relay, paths.workspaces, { token })).status).toBe(200)
  expect(sha256((await files.fetch(kept)).bytes)).toBe(sha256(bytes))

  await limitFiles(pid, undefined)
  adas.send({ kind: 'append', request: 2, entry: post })
  expect(await adas.answerTo(2)).toMatchObject({ kind: 'ack', seq: 2 })
  expect((await callRelay(relay, paths.workspaces, { token, body })).status).toBeLessThan(300)
  await files.put(newFileId(), general, bytes)
  adas.close()
})
