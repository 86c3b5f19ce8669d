/** Rooms of private channels: who is in one writes there by a stock client, as in any channel. */
import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import * as v from 'valibot'
import { encodeOp } from '../../../core/conversation/op-codec.ts'
import { subLogName } from '../../../core/conversation/sub-log.ts'
import { channelAnswer, paths } from '../../../core/protocol/api.ts'
import { opId, randomId } from '../../../core/protocol/ids.ts'
import { testPin } from '../../support/conversations.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  signUp,
  type TestAccount,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { joinRoom, leaveRooms, opsIn, post, type StockClient } from '../../support/room-client.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterEach(leaveRooms)
afterAll(() => relay.close())

let names = 0
/** Ada has made a private channel with Bob in it. */
async function setupPrivate() {
  const number = names++
  const ada = await signUp(relay, `hidden-ada${number}`)
  const bob = await signUp(relay, `hidden-bob${number}`)
  const workspace = await foundWorkspace(relay, ada, `Hidden ${number}`)
  await joinWorkspace(relay, bob, workspace)
  const ask = async (path: string, method: string, body?: object): Promise<unknown> => {
    const answer = await callRelay(relay, path, { method, body, token: ada.session.accessToken })
    expect(answer.status).toBeLessThan(300)
    return answer.body
  }
  const body = { name: 'hidden', private: true, members: [bob.user] }
  const channel = v.parse(channelAnswer, await ask(paths.conversations(workspace), 'POST', body)).id
  return { ada, bob, workspace, channel, room: `${channel}/0`, ask }
}

/** As a stock client pins: one op behind what it has posted. */
function pin({ doc }: Pick<StockClient, 'doc'>, { user }: TestAccount): void {
  const id = randomId(opId, { bytes: (length) => randomBytes(length) })
  doc.getArray(subLogName(doc.clientID)).push([encodeOp(testPin({ id, by: user }))])
}

test('[YW8] who is in a private channel writes there, and is read by the others in it, until they are put out', async () => {
  const { ada, bob, room, channel, ask } = await setupPrivate()
  const bobs = joinRoom(relay, room, bob)
  const adas = joinRoom(relay, room, ada)
  await Promise.all([bobs.synced(), adas.synced()])
  post(bobs, bob, 'between us')
  await adas.until((doc) => opsIn(doc) === 1)
  post(adas, ada, 'of course')
  await bobs.until((doc) => opsIn(doc) === 2)
  await ask(paths.conversationMember(channel, bob.user), 'DELETE')
  expect((await bobs.closed).reason).toMatch(/^not-a-member/u)
})

test('[YW8] [PM5] a guest writes in the room of a channel and pins nothing there; made a member meanwhile, they do', async () => {
  const { ada, bob, room, workspace, ask } = await setupPrivate()
  const member = paths.member(workspace, bob.user)
  await ask(member, 'PUT', { role: 'guest' })
  const bobs = joinRoom(relay, room, bob)
  await bobs.synced()
  post(bobs, bob, 'may I?')
  const adas = joinRoom(relay, room, ada)
  await adas.until((doc) => opsIn(doc) === 1)
  pin(bobs, bob)
  expect((await bobs.closed).reason).toMatch(/guests pin nothing/u)
  bobs.leave()

  const again = joinRoom(relay, room, bob)
  await again.synced()
  await ask(member, 'PUT', { role: 'member' })
  post(again, bob, 'now I may')
  pin(again, bob)
  await adas.until((doc) => opsIn(doc) === 3)
})
