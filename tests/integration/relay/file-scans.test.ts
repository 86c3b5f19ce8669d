/** Files of open conversations and a scanner: who may have what when, and what becomes of what was found. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { auditAnswer, auditPaths } from '../../../core/protocol/audit-api.ts'
import { type AttachmentAnswer } from '../../../core/protocol/attachments-api.ts'
import { filePaths } from '../../../core/protocol/files-api.ts'
import type { AttachmentId } from '../../../core/protocol/ids.ts'
import { messageAnswer, messagePaths, messagesAnswer } from '../../../core/protocol/messages-api.ts'
import { blobPath } from '../../../sync-server/blobs/filesystem.ts'
import { scansAtOnce } from '../../../sync-server/scans/scans.ts'
import { testPost } from '../../support/conversations.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { createFileClient, newFileId, sha256 } from '../../support/file-client.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay } from '../../support/relay.ts'
import { eicar, startScanner } from '../../support/scanner.ts'
import { seededPrimitives } from '../../support/sealed-people.ts'
import { sealTestFile } from '../../support/sealed-file.ts'
import { setupSealedWorld, startGroup } from '../../support/sealed-world.ts'
import { openSession } from '../../support/socket-client.ts'
import { opsUpdate } from '../../support/updates.ts'

async function setup(env: Readonly<Record<string, string>> = {}) {
  const scanner = await startScanner()
  onTestFinished(scanner.close)
  const relay = await startTestRelay({ env: { FILE_SCANNER: scanner.setting, ...env } })
  onTestFinished(relay.close)
  const [ada, bob] = [await signUp(relay, 'ada'), await signUp(relay, 'bob')]
  const workspace = await foundWorkspace(relay, ada, 'Quay')
  await joinWorkspace(relay, bob, workspace)
  const channel = await makeChannel(relay, ada, workspace, 'harbour')
  const call = (who: TestAccount, where: string, method: string, body?: object) =>
    callRelay(relay, where, { method, token: who.session.accessToken, ...(body && { body }) })
  const say = async (who: TestAccount, ...attachments: ReadonlyArray<AttachmentAnswer>) =>
    v.parse(
      messageAnswer,
      (await call(who, messagePaths.messages(channel), 'POST', { text: 'see', attachments })).body,
    )
  const put = async (who: TestAccount, content: Uint8Array | string) => {
    const file = await sealTestFile(content)
    await createFileClient(relay, who).put(file.attachment.id, channel, file.sealed)
    return file
  }
  const fetched = async (who: TestAccount, id: AttachmentId): Promise<string> => {
    const answer = await createFileClient(relay, who).fetch(id)
    if (answer.status === 200) return sha256(answer.bytes)
    return v.parse(v.object({ code: v.string() }), JSON.parse(new TextDecoder().decode(answer.bytes))).code
  }
  const comesTo = (who: TestAccount, id: AttachmentId) =>
    expect.poll(() => fetched(who, id), { timeout: 10_000 })
  const list = async () =>
    v.parse(messagesAnswer, (await call(ada, `${messagePaths.messages(channel)}?deleted=true`, 'GET')).body)
      .messages
  const audited = async () => {
    const page = await call(ada, auditPaths.lines(workspace), 'GET')
    const lines = v.parse(auditAnswer, page.body).lines.map(({ line }): unknown => JSON.parse(line))
    return lines.filter((line) => v.is(v.looseObject({ action: v.literal('withdrawFile') }), line))
  }
  const liesAt = (id: AttachmentId) => path.join(relay.folder, 'files', ...blobPath(id))
  return {
    scanner,
    relay,
    ada,
    bob,
    workspace,
    channel,
    call,
    say,
    put,
    fetched,
    comesTo,
    list,
    audited,
    liesAt,
  }
}

test('[SC1] a file is handed out once a message names it and a scanner has seen it, and not before', async () => {
  const { scanner, ada, bob, say, put, fetched, comesTo, relay } = await setup()
  const { sealed, attachment, named } = await put(ada, 'a chart of the harbour')
  expect([await fetched(bob, attachment.id), await fetched(ada, attachment.id)]).toEqual([
    'file-unscanned',
    'file-unscanned',
  ])
  const refused = await callRelay(relay, filePaths.file(attachment.id), { token: bob.session.accessToken })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([409, '2'])
  expect(scanner.connections()).toBe(0)
  await say(ada, named)
  await comesTo(bob, attachment.id).toBe(sha256(sealed))
  expect(scanner.scanned.map(String)).toEqual(['a chart of the harbour'])
  await relay.restart()
  expect(await fetched(bob, attachment.id)).toBe(sha256(sealed))
  expect(scanner.connections()).toBe(1)
})

test('[SC3] what is infected is handed to nobody; its message, its bytes and its id are gone, and a line says why', async () => {
  const { ada, bob, say, put, comesTo, list, audited, call, channel, liesAt } = await setup()
  const { sealed, attachment, named } = await put(bob, `${eicar}\n`)
  expect(existsSync(liesAt(attachment.id))).toBe(true)
  const said = await say(bob, named)
  const again = await say(bob, named)
  await comesTo(ada, attachment.id).toBe('file-infected')
  await expect.poll(async () => (await audited()).length).toBe(2)
  expect((await list()).map(({ id, deleted }) => [id, deleted])).toEqual([
    [said.id, true],
    [again.id, true],
  ])
  expect(await audited()).toContainEqual(
    expect.objectContaining({
      outcome: 'done',
      from: 'scanner',
      target: { conversation: channel, message: said.id, author: bob.user, file: attachment.id },
      details: { reason: 'file-infected', found: 'Eicar-Test-Signature', as: ada.user },
    }),
  )
  expect(existsSync(liesAt(attachment.id))).toBe(false)
  const begun = await call(bob, filePaths.file(attachment.id), 'PUT', {
    conversation: channel,
    size: sealed.length,
  })
  expect(begun).toMatchObject({ status: 410, body: { code: 'file-infected' } })
})

test('[SC1][SC3] what the app writes is scanned likewise, after its ack', async () => {
  const { relay, scanner, ada, bob, channel, put, comesTo, list } = await setup()
  scanner.behave('silent')
  const { attachment } = await put(bob, eicar)
  const session = await openSession(relay, bob)
  const writer = createEntryWriter(bob, channel)
  session.send({ kind: 'append', request: 1, entry: writer.claim() })
  const post = testPost({ by: bob.user, text: 'from the app', attachments: [attachment] })
  const update = opsUpdate(writer.client, 0, [post])
  session.send({ kind: 'append', request: 2, entry: writer.entry({ kind: 'content', update }) })
  await session.answerTo(2) // whatever the scanner does
  await comesTo(ada, attachment.id).toBe('file-unscanned')
  await expect.poll(scanner.connections).toBe(1)
  scanner.behave('honest')
  await relay.restart()
  await comesTo(ada, attachment.id).toBe('file-infected')
  await expect.poll(async () => (await list()).map(({ deleted }) => deleted)).toEqual([true])
  session.close()
})

test('[SC2] with another key it is another file: it waits for the scanner again, and a key that is none costs nothing', async () => {
  const { scanner, ada, bob, say, put, fetched, comesTo } = await setup()
  const { sealed, attachment, named } = await put(ada, 'hello world')
  const other = await sealTestFile('hello world', attachment.id)
  await say(ada, { ...named, ...(other.named.seal && { seal: other.named.seal }) })
  await comesTo(bob, attachment.id).toBe('file-unscanned')
  await say(ada, named)
  await comesTo(bob, attachment.id).toBe(sha256(sealed))
  expect(scanner.connections()).toBe(1)
  scanner.behave('silent')
  // Its padding is all zeros, so that it opens as a longer file too: as any that was sealed under two keys would.
  await say(ada, { ...named, size: named.size + 1 })
  expect(await fetched(bob, attachment.id)).toBe('file-unscanned')
})

test('[SC2] a file that was taken away and put up anew under its id is scanned anew', async () => {
  const { relay, ada, bob, channel, say, put, fetched, comesTo } = await setup()
  const { sealed, attachment, named } = await put(ada, 'harmless')
  await say(ada, named)
  await comesTo(bob, attachment.id).toBe(sha256(sealed))
  const client = createFileClient(relay, ada)
  expect((await client.remove(attachment.id)).status).toBe(204)
  const other = await sealTestFile(eicar, attachment.id)
  await client.put(attachment.id, channel, other.sealed)
  expect(await fetched(bob, attachment.id)).toBe('file-unscanned')
  await say(ada, other.named)
  await comesTo(bob, attachment.id).toBe('file-infected')
})

test('[SC4] a scanner that is away holds files back and loses none; with `serve` they are handed out meanwhile', async () => {
  const { relay, scanner, ada, bob, say, put, fetched, comesTo } = await setup()
  scanner.behave('gone')
  const { sealed, attachment, named } = await put(ada, 'patience')
  await say(ada, named)
  await expect.poll(scanner.connections).toBe(1)
  expect(await fetched(bob, attachment.id)).toBe('file-unscanned')
  scanner.behave('honest')
  await relay.restart()
  await comesTo(bob, attachment.id).toBe(sha256(sealed))

  const serving = await setup({ UNSCANNED_FILES: 'serve' })
  serving.scanner.behave('gone')
  const bad = await serving.put(serving.ada, eicar)
  await serving.say(serving.ada, bad.named)
  expect(await serving.fetched(serving.bob, bad.attachment.id)).toBe(sha256(bad.sealed))
  serving.scanner.behave('honest')
  await serving.comesTo(serving.bob, bad.attachment.id).toBe('file-infected')
})

test('[SC5] many files at once are scanned a few at a time, each in pieces', async () => {
  const { scanner, ada, bob, say, put, comesTo } = await setup()
  const files = await Promise.all(
    Array.from({ length: 10 }, (_, index) => put(ada, new Uint8Array(400_000 + index))),
  )
  await say(ada, ...files.map(({ named }) => named))
  for (const { attachment, sealed } of files) await comesTo(bob, attachment.id).toBe(sha256(sealed))
  expect(scanner.connections()).toBe(10)
  expect(scanner.mostAtOnce()).toBeLessThanOrEqual(scansAtOnce)
})

test('[SC6] files of sealed conversations are not scanned, nor held back', async () => {
  const { relay, scanner } = await setup()
  const primitives = seededPrimitives(71)
  const world = await setupSealedWorld(relay, primitives)
  const { talk } = await startGroup(primitives, world)
  const [id, bytes] = [newFileId(), new TextEncoder().encode(eicar)]
  await createFileClient(relay, world.ada.of.account).put(id, talk.id, bytes)
  const answer = await createFileClient(relay, world.bob.of.account).fetch(id)
  expect([answer.status, sha256(answer.bytes)]).toEqual([200, sha256(bytes)])
  expect(scanner.connections()).toBe(0)
  world.close()
})
