/** What a message brings along through REST and the JSON gateway: files, and an end. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { Attachment } from '../../../../core/conversation/op.ts'
import type { ConversationId, UserId } from '../../../../core/protocol/ids.ts'
import { setupGateway } from '../../../support/gateway-world.ts'
import { type MessagesWorld, setupMessages } from '../../../support/messages-world.ts'
import { sealTestFile } from '../../../support/sealed-file.ts'

/** As the relay knows it once it was put up. */
async function put({ world }: Pick<MessagesWorld, 'world'>, user: UserId, conversation: ConversationId) {
  const file = await sealTestFile('a chart of the harbour')
  const { id, sha256 } = file.attachment
  const { files } = world.store
  const added = { id, conversation, user, size: file.sealed.length, now: world.clock.now() }
  orThrow(await files.add(added, { person: 1_000_000, workspace: undefined }))
  return { ...file, finish: () => files.finish(id, sha256) }
}

test('[MS14] a message names files that its author has put up there, whole and as it says; of any other nothing is written', async () => {
  const setup = await setupMessages()
  const { messages, done, general, elsewhere, ada, bob } = setup
  const file = await put(setup, bob.user, general)
  const { attachment } = file
  const send = (attachments: ReadonlyArray<Attachment>, user = bob.user) =>
    done(messages.send(user, general, { text: '', attachments }))
  const missing = { ok: false, failure: { kind: 'no-such-file', file: attachment.id } }
  expect(await send([attachment])).toEqual(missing) // it is still on its way
  await file.finish()
  expect(await send([attachment], ada.user)).toEqual(missing)
  const { seal, ...plain } = attachment
  if (seal === undefined) throw new Error('it is sealed')
  const lies: ReadonlyArray<Attachment> = [
    plain,
    { ...attachment, sha256: new Uint8Array(32) },
    { ...attachment, size: 10 * 2 ** 30 },
    { ...attachment, size: 5_000 },
    { ...attachment, seal: { ...seal, size: seal.size + 1 } },
  ]
  for (const lie of lies) expect(await send([lie])).toEqual(missing)
  const other = await put(setup, bob.user, elsewhere)
  await other.finish()
  expect(await send([attachment, other.attachment])).toMatchObject({ failure: { file: other.attachment.id } })
  expect(orThrow(await done(messages.list(bob.user, general, { limit: 10 }))).messages).toEqual([])
  const sent = orThrow(await send([attachment]))
  expect(sent).toMatchObject({ text: '', attachments: [attachment] })
  expect(await send(Array.from({ length: 11 }, () => attachment))).toMatchObject({
    failure: { kind: 'too-long', length: 11, limit: 10 },
  })
})

test('[MS2][MS14] the same key with the same files is the same message, also once they are gone; with others it is refused', async () => {
  const setup = await setupMessages()
  const { messages, done, general, bob, world } = setup
  const [one, other] = [await put(setup, bob.user, general), await put(setup, bob.user, general)]
  for (const each of [one, other]) await each.finish()
  const send = (attachments: ReadonlyArray<Attachment>) =>
    done(messages.send(bob.user, general, { text: 'see', attachments, key: 'k' }))
  const sent = orThrow(await send([one.attachment]))
  await world.store.files.remove(one.attachment.id)
  expect(orThrow(await send([one.attachment])).id).toBe(sent.id)
  for (const files of [[], [other.attachment], [one.attachment, other.attachment]])
    expect(await send(files)).toMatchObject({ failure: { kind: 'key-reused' } })
})

test('[MS15] the files of what is taken back go too, whoever takes it back', async () => {
  const setup = await setupMessages()
  const { messages, done, general, ada, bob, dropped } = setup
  const [one, other] = [await put(setup, bob.user, general), await put(setup, bob.user, general)]
  for (const each of [one, other]) await each.finish()
  const send = async (attachments: ReadonlyArray<Attachment>) =>
    orThrow(await done(messages.send(bob.user, general, { text: 'see', attachments }))).id
  const [first, second] = [await send([one.attachment]), await send([other.attachment])]
  orThrow(await done(messages.edit(bob.user, general, first, { text: 'look' })))
  expect(dropped).toEqual([])
  orThrow(await done(messages.remove(bob.user, general, first)))
  orThrow(await done(messages.remove(ada.user, general, second)))
  expect(dropped).toEqual([
    [bob.user, one.attachment.id],
    [bob.user, other.attachment.id],
  ])
})

test('[MS7][MS14] the rules of the workspace see the files that come with it', async () => {
  const setup = await setupMessages()
  const { messages, done, general, bob, judgeBy } = setup
  const file = await put(setup, bob.user, general)
  await file.finish()
  judgeBy(({ attachments }) =>
    attachments.some(({ type }) => type === 'text/plain')
      ? { kind: 'refused', reason: 'no files' }
      : { kind: 'ok' },
  )
  const refused = await done(
    messages.send(bob.user, general, { text: 'see', attachments: [file.attachment] }),
  )
  expect(refused).toEqual({ ok: false, failure: { kind: 'refused', reason: 'no files' } })
})

test('[MS14] a message that disappears says when, and is gone by then', async () => {
  const { messages, done, general, bob, world } = await setupMessages()
  const sent = orThrow(await done(messages.send(bob.user, general, { text: 'soon gone', expiresAfter: 60 })))
  expect(sent.expiresAt).toBe(sent.at.time + 60_000)
  world.clock.advance(60_001)
  const page = orThrow(await done(messages.list(bob.user, general, { limit: 10 })))
  expect(page.messages).toEqual([])
})

test('[JG14] files and an end go in with a frame and come out with what all others get', async () => {
  const setup = await setupGateway()
  const { enter, settle, bob, cy, general } = setup
  const file = await put(setup, bob.user, general)
  await file.finish()
  const [sender, reader] = [await enter(bob, { room: general }), await enter(cy, { room: general })]
  const frame = { type: 'message', roomId: general, content: 'see', clientId: 'c' }
  sender.say({ ...frame, attachments: [file.named], expiresAfter: 600 })
  await settle()
  const [got] = reader.of('message')
  expect(got).toMatchObject({ content: 'see', attachments: [file.named] })
  expect(got?.expires).toBe((got?.timestamp ?? 0) + 600_000)
  const { seal: _, ...unsealed } = file.named
  for (const bad of [
    { attachments: [unsealed] },
    { attachments: [{ ...file.named, sha256: 'short' }] },
    { attachments: Array.from({ length: 11 }, () => file.named) },
    { expiresAfter: 0 },
    { expiresAfter: 1.5 },
    { expiresAfter: 40_000_000 },
  ]) {
    sender.say({ ...frame, ...bad, clientId: 'd' })
    await settle()
    expect(sender.of('error').at(-1)).toMatchObject({ code: 'bad-frame' })
  }
  const stranger = await sealTestFile('nobody put it up')
  sender.say({ ...frame, attachments: [stranger.named], clientId: 'e' })
  await settle()
  expect(sender.of('error').at(-1)).toMatchObject({ code: 'no-such-file', clientId: 'e' })
  expect(reader.of('message')).toHaveLength(1)
})
