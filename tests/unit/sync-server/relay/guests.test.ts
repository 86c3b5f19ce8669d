/** What guests may not write, whatever stands in an entry of theirs. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import type { KnownOp } from '../../../../core/conversation/op.ts'
import { testHlc, testOpId, testPost } from '../../../support/conversations.ts'
import { createDirectoryServices } from '../../../support/directory-services.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { opsUpdate } from '../../../support/updates.ts'
import { setupVirtualRelay } from '../../../support/virtual-relay.ts'

const random = createSeededRandom(3)

test('[PM5] a guest pins nothing, whatever their app sends, and writes on; everybody else pins', async () => {
  const world = setupVirtualRelay()
  const ada = await world.addDevice('ada')
  const bob = await world.addDevice('bob')
  const { workspace } = await world.addWorkspace([ada, bob])
  const { createChannel, directory, conversations } = createDirectoryServices({ ...world, random })
  const bobs = await world.open(bob)
  const channel = { workspace, name: 'patents', private: true, members: [bob.user] }
  const id = orThrow(await createChannel(ada.user, channel))
  orThrow(await conversations.setMember(ada.user, id, bob.user, 'admin')) // of the channel
  orThrow(await directory.setRole(ada.user, workspace, bob.user, 'guest'))
  await world.settle()
  const writer = createEntryWriter(bob, id)
  const head = (number: number) => ({ id: testOpId(number), at: testHlc(number), by: bob.user })
  const target = testOpId(1)
  const reaction: KnownOp = { ...head(2), kind: 'react', target, emoji: '👍', on: true }
  const pin: KnownOp = { ...head(3), kind: 'pin', target, on: true }
  let request = 0
  const answerTo = async (entry: Uint8Array): Promise<string | undefined> => {
    bobs.send({ kind: 'append', request: ++request, entry })
    await world.settle()
    const refused = bobs.of('refuse').find((frame) => frame.request === request)
    return refused?.code ?? bobs.of('ack').find((frame) => frame.request === request)?.kind
  }
  expect(await answerTo(writer.claim())).toBe('ack')
  expect(await answerTo(writer.ops([testPost(head(1))]))).toBe('ack')
  const both = opsUpdate(writer.client, 1, [reaction, pin])
  expect(await answerTo(writer.entry({ kind: 'content', update: both }))).toBe('invalid')
  expect(await answerTo(writer.ops([reaction]))).toBe('ack')
  orThrow(await directory.setRole(ada.user, workspace, bob.user, 'member'))
  await world.settle()
  expect(await answerTo(writer.ops([pin]))).toBe('ack')
})
