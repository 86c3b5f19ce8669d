import { expect, test } from 'vitest'
import { bytesToHex } from '../../../../core/base/bytes.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import { bytesToText } from '../../../../core/protocol/byte-schemas.ts'
import { userId, workspaceId } from '../../../../core/protocol/ids.ts'
import { createPicturesBridge } from '../../../../main/bridge/pictures-bridge.ts'
import { sha256 } from '../../../../sync-server/sha256.ts'
import { hugePng, pngOf } from '../../../support/pictures.ts'
import { answerOf } from '../sign-in/fake-relay.ts'
import { setupSession } from '../sign-in/session-kit.ts'

const workspace = workspaceId('2'.repeat(32))
const of = { kind: 'person', user: userId('3'.repeat(32)) } as const

async function setup() {
  const kit = setupSession()
  const session = await kit.start()
  await session.register({ username: 'ada', displayName: 'Ada', password: 'correct horse battery' })
  const before = kit.relay.asked.length
  const asked = () => kit.relay.asked.slice(before).map(({ method, path, body }) => [method, path, body])
  return { relay: kit.relay, asked, bridge: createPicturesBridge(session) }
}

test('[PF2] the picture of a workspace is set and taken away at its address', async () => {
  const { relay, asked, bridge } = await setup()
  const image = pngOf(2, 2)
  const done = async (ask: () => Promise<unknown>, status = 200): Promise<void> => {
    relay.answerNext(answerOf(status, status === 200 ? { picture: '0'.repeat(64) } : undefined))
    expect(await ask()).toEqual(ok(undefined))
  }
  await done(() => bridge['picture.setOfWorkspace']({ workspace, image }))
  await done(() => bridge['picture.setOfWorkspace']({ workspace, image: null }), 204)
  const body = JSON.stringify({ image: bytesToText(image) })
  const place = `/v1/workspaces/${workspace}/picture`
  expect(asked()).toEqual([
    ['PUT', place, body],
    ['DELETE', place, '{}'],
  ])
})

test('[PF5] a picture that was seen is there without a network', async () => {
  const { relay, asked, bridge } = await setup()
  const image = pngOf(3, 3)
  const hash = bytesToHex(sha256(image))
  relay.answerNext(answerOf(200, { image: bytesToText(image) }))
  expect(await bridge['picture.read']({ of, hash })).toEqual(ok(image))
  expect(await bridge['picture.read']({ of, hash })).toEqual(ok(image))
  expect(asked()).toHaveLength(1)
})

test('[PF5] another picture than the directory told of is not handed on, nor one that is too large', async () => {
  const { relay, bridge } = await setup()
  const refused = fail({ kind: 'server-error', detail: 'this is another picture' })
  relay.answerNext(answerOf(200, { image: bytesToText(pngOf(4, 4)) }))
  expect(await bridge['picture.read']({ of, hash: '0'.repeat(64) })).toEqual(refused)
  const bomb = hugePng(20_000, 20_000)
  relay.answerNext(answerOf(200, { image: bytesToText(bomb) }))
  expect(await bridge['picture.read']({ of, hash: bytesToHex(sha256(bomb)) })).toEqual(refused)
})
