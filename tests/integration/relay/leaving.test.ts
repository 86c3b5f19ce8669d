/** Who deletes their account, over a real relay. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { paths } from '../../../core/protocol/api.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { messagePaths } from '../../../core/protocol/messages-api.ts'
import {
  callRelay,
  foundWorkspace,
  joinWorkspace,
  makeChannel,
  newDeviceId,
  signInElsewhere,
  signUp,
  type TestAccount,
  testPassword,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { openSession } from '../../support/socket-client.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay()
})
afterAll(() => relay.close())

const problem = (status: number, code: string) => ({ status, body: { status, code } })
const as = ({ session }: TestAccount) => ({ token: session.accessToken })
const device = () => ({ id: newDeviceId(), name: 'a test' })

describe('[AU21] deleting one’s own account', () => {
  const leave = (account: TestAccount, body: object) =>
    callRelay(relay, identityPaths.me, { ...as(account), method: 'DELETE', body })

  test('takes a right proof, ends every token and device, and frees the name; what was written stays under another', async () => {
    const [owner, gone] = [await signUp(relay, 'stays'), await signUp(relay, 'goes')]
    const workspace = await foundWorkspace(relay, owner, 'Left behind')
    await joinWorkspace(relay, gone, workspace)
    const elsewhere = await signInElsewhere(relay, gone)
    const general = await makeChannel(relay, owner, workspace, 'quay')
    const said = messagePaths.messages(general)
    expect(await callRelay(relay, said, { ...as(gone), body: { text: 'so long' } })).toMatchObject({
      status: 201,
    })
    expect(await leave(gone, { password: 'not the password' })).toMatchObject(
      problem(401, 'wrong-credentials'),
    )
    expect(await leave(gone, { ticket: 'no ticket' })).toMatchObject(problem(401, 'oidc-refused'))
    expect(await leave(gone, {})).toMatchObject(problem(400, 'bad-request'))
    expect(await leave(gone, { password: testPassword })).toMatchObject({ status: 204 })

    expect(await callRelay(relay, identityPaths.me, as(gone))).toMatchObject(problem(401, 'unauthorized'))
    for (const { refreshToken } of [gone.session, elsewhere.session]) {
      const answer = await callRelay(relay, paths.refresh, { body: { refreshToken } })
      expect(answer).toMatchObject(problem(401, 'refresh-refused'))
    }
    const credentials = { username: 'goes', password: testPassword }
    expect(
      await callRelay(relay, paths.signIn, { body: { ...credentials, device: device() } }),
    ).toMatchObject(problem(401, 'wrong-credentials'))
    const members = await callRelay(relay, paths.members(workspace), as(owner))
    expect(JSON.stringify(members.body)).not.toContain(gone.user)
    expect((await callRelay(relay, said, as(owner))).body).toMatchObject({
      messages: [{ author: gone.user, text: 'so long' }],
    })
    const session = await openSession(relay, owner)
    const told = session.frames.flatMap((frame) => (frame.kind === 'directory' ? frame.changes : []))
    session.close()
    expect(told).toContainEqual(
      expect.objectContaining({ user: gone.user, name: 'Deleted account', former: true }),
    )
    const again = await signUp(relay, 'goes')
    expect(again.user).not.toBe(gone.user)
  })

  test('is refused while others would be left without an owner, and changes nothing then', async () => {
    const [owner, other] = [await signUp(relay, 'sole.owner'), await signUp(relay, 'other.member')]
    const workspace = await foundWorkspace(relay, owner, 'Needs its owner')
    await joinWorkspace(relay, other, workspace)
    expect(await leave(owner, { password: testPassword })).toMatchObject(problem(409, 'last-owner'))
    expect(await callRelay(relay, identityPaths.me, as(owner))).toMatchObject({
      body: { username: 'sole.owner' },
    })
    // Who is alone in a workspace keeps nobody from anything.
    expect(await leave(other, { password: testPassword })).toMatchObject({ status: 204 })
    expect(await leave(owner, { password: testPassword })).toMatchObject({ status: 204 })
  })
})
