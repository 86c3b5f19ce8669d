/** Invitations as a client of the API meets them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { paths } from '../../../core/protocol/api.ts'
import {
  adminPaths,
  identityPaths,
  invitationAnswer,
  invitationsAnswer,
} from '../../../core/protocol/identity-api.ts'
import { type Role, roles } from '../../../core/protocol/directory.ts'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import {
  callRelay,
  foundWorkspace,
  newDeviceId,
  signUp,
  type TestAccount,
  testPassword,
} from '../../support/relay-accounts.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay({ env: { RATE_REFRESH: '100000' } })
})
afterAll(() => relay.close())

const problem = (status: number, code: string) => ({ status, body: { status, code } })
const as = ({ session }: TestAccount) => ({ token: session.accessToken })

const device = () => ({ id: newDeviceId(), name: 'a test' })

describe('[AU15] invitations', () => {
  let owner: TestAccount
  let workspace: WorkspaceId
  beforeAll(async () => {
    owner = await signUp(relay, 'owner-15')
    workspace = await foundWorkspace(relay, owner, 'AU15')
  })
  const invite = async (account: TestAccount, body: object) =>
    callRelay(relay, identityPaths.invitations(workspace), { ...as(account), body })
  const made = async (account: TestAccount, body: object) =>
    v.parse(invitationAnswer, (await invite(account, body)).body)
  const accept = (account: TestAccount, token: string) =>
    callRelay(relay, identityPaths.accept, { ...as(account), body: { token } })

  test('who may invite, and to what: every role', async () => {
    const outsider = await signUp(relay, 'outsider-15')
    expect(await invite(outsider, {})).toMatchObject(problem(404, 'not-found'))
    const people = { owner, admin: owner, member: owner, guest: owner }
    for (const role of ['admin', 'member', 'guest'] as const) {
      people[role] = await signUp(relay, `${role}-15`)
      expect(await accept(people[role], (await made(owner, { role })).token)).toMatchObject({
        body: { role },
      })
    }
    const allowed: Record<Role, ReadonlyArray<Role>> = {
      owner: ['owner', 'admin', 'member', 'guest'],
      admin: ['member', 'guest'],
      member: [],
      guest: [],
    }
    for (const by of roles) {
      for (const role of roles) {
        const { status } = await invite(people[by], { role })
        expect([by, role, status]).toEqual([by, role, allowed[by].includes(role) ? 201 : 403])
      }
      const { status } = await callRelay(relay, identityPaths.invitations(workspace), as(people[by]))
      expect([by, status]).toEqual([by, by === 'owner' || by === 'admin' ? 200 : 403])
    }
  })

  test('a link shows what it gives, makes an account a member, and is taken back', async () => {
    const { token, id, link, mailed } = await made(owner, {
      role: 'guest',
      uses: 2,
      email: 'eve@club.example',
    })
    expect([link, mailed]).toEqual([`${relay.url}/invite#${token}`, false])
    const look = (text: string) => callRelay(relay, identityPaths.look, { body: { token: text } })
    expect((await look(token)).body).toEqual({ workspace: { id: workspace, name: 'AU15' }, role: 'guest' })
    const body = {
      username: 'eve-15',
      displayName: 'Eve',
      password: testPassword,
      device: device(),
      invitation: token,
    }
    expect(await callRelay(relay, paths.register, { body })).toMatchObject({ status: 200 })
    const list = await callRelay(relay, identityPaths.invitations(workspace), as(owner))
    const { invitations } = v.parse(invitationsAnswer, list.body)
    expect(invitations.find((each) => each.id === id)).toMatchObject({ uses: 1 })
    expect(JSON.stringify(list.body)).not.toContain(token)
    const remove = (account: TestAccount) =>
      callRelay(relay, identityPaths.invitation(workspace, id), { ...as(account), method: 'DELETE' })
    expect(await remove(await signUp(relay, 'frank-15'))).toMatchObject(problem(404, 'not-found'))
    expect(await remove(owner)).toMatchObject({ status: 204 })
    for (const gone of [token, 'nonsense'])
      expect(await look(gone)).toMatchObject(problem(404, 'invitation-refused'))
    expect(await accept(owner, token)).toMatchObject(problem(404, 'invitation-refused'))
  })

  test('to the relay they come from whoever runs it', async () => {
    const own = await startTestRelay({ env: { SIGN_UP: 'invited' } })
    const register = (username: string, invitation?: string) =>
      callRelay(own, paths.register, {
        body: { username, displayName: 'x', password: testPassword, device: device(), invitation },
      })
    expect(await register('ada')).toMatchObject(problem(403, 'invitation-needed'))
    expect(await callRelay(own, adminPaths.invitations, { body: {} })).toMatchObject(
      problem(401, 'unauthorized'),
    )
    const admin = { token: own.adminToken() }
    const answer = await callRelay(own, adminPaths.invitations, { ...admin, body: {} })
    const { token, id } = v.parse(invitationAnswer, answer.body)
    expect(await register('ada', token)).toMatchObject({ status: 200 })
    expect(await register('bob', token)).toMatchObject(problem(404, 'invitation-refused'))
    expect((await callRelay(own, adminPaths.invitations, admin)).body).toEqual({ invitations: [] })
    const remove = { ...admin, method: 'DELETE' }
    expect(await callRelay(own, adminPaths.invitation(id), remove)).toMatchObject({ status: 204 })
    expect(await callRelay(own, adminPaths.invitation(id), remove)).toMatchObject(problem(404, 'not-found'))
    await own.close()
  })
})
