import { describe, expect, onTestFinished, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { ok } from '../../../core/base/result.ts'
import { conversationId, deviceId, randomId, workspaceId } from '../../../core/protocol/ids.ts'
import { createAccessToken } from '../../../main/sign-in/access-token.ts'
import { createRelayApi, type Fetch } from '../../../main/sign-in/relay-api.ts'
import { systemRandom } from '../../../main/system.ts'
import type { Vault } from '../../../main/vault/held-vault.ts'
import { startTestRelay } from '../../support/relay.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

async function setupApi() {
  const relay = await startTestRelay()
  onTestFinished(() => relay.close())
  let lost = 0
  const lossy: Fetch = async (url, options) => {
    const answer = await fetch(url, options)
    if (lost === 0) return answer
    lost--
    throw new TypeError('the cable was pulled before the answer came')
  }
  const api = createRelayApi({ fetch: lossy, timeout: 5_000 }, relay.url)
  const person = (username: string) => ({
    username,
    password: 'correct horse battery',
    device: { id: randomId(deviceId, systemRandom), name: 'laptop' },
  })
  return { api, person, loseAnswers: (count: number) => (lost = count) }
}

describe('main and a real relay', () => {
  test('agree on every request and answer', async () => {
    const { api, person } = await setupApi()
    const ada = person('ada')
    const {
      accessToken: token,
      user,
      refreshToken,
    } = orThrow(await api.register({ ...ada, displayName: 'Ada' }))
    expect(user).toMatchObject({ username: 'ada', displayName: 'Ada' })
    const workspace = orThrow(await api.createWorkspace(token, 'Lighthouse'))
    const harbour = { conversation: randomId(conversationId, systemRandom), called: 'harbour', workspace }
    orThrow(await api.carryOutEdit(token, { kind: 'create', ...harbour, name: 'harbour', topic: '' }))
    const bob = orThrow(await api.register({ ...person('bob'), displayName: 'Bob' }))
    expect(await api.joinWorkspace(bob.accessToken, workspace)).toEqual(ok(undefined))
    expect(await api.workspaces(bob.accessToken)).toEqual(
      ok([{ id: workspace, name: 'Lighthouse', joined: true, members: 2 }]),
    )
    expect(await api.signOut(refreshToken)).toEqual(ok(undefined))
    expect(await api.signIn(ada)).toMatchObject({ ok: true, value: { user } })
  })

  test('agree on what is refused', async () => {
    const { api, person } = await setupApi()
    const ada = person('ada')
    const { accessToken: token } = orThrow(await api.register({ ...ada, displayName: 'Ada' }))
    const refused = (code: string) => ({ ok: false, failure: { kind: 'refused', code } })
    expect(await api.register({ ...person('ada'), displayName: 'Ada' })).toMatchObject(
      refused('username-taken'),
    )
    expect(await api.signIn({ ...ada, password: 'another password' })).toMatchObject(
      refused('wrong-credentials'),
    )
    expect(await api.refresh('nonsense')).toMatchObject(refused('refresh-refused'))
    expect(await api.workspaces('nonsense')).toMatchObject(refused('unauthorized'))
    expect(await api.joinWorkspace(token, workspaceId('1'.repeat(32)))).toMatchObject(refused('not-found'))
    orThrow(await api.createWorkspace(token, 'Lighthouse'))
    expect(await api.createWorkspace(token, 'Lighthouse')).toMatchObject(refused('name-taken'))
  })

  test('[AU3] a refresh whose answer is lost signs nobody out', async () => {
    const { api, person, loseAnswers } = await setupApi()
    const answer = orThrow(await api.register({ ...person('ada'), displayName: 'Ada' }))
    let kept: string | undefined = answer.refreshToken
    const vault: Pick<Vault, 'refreshToken' | 'setRefreshToken'> = {
      refreshToken: () => kept,
      setRefreshToken: async (token) => {
        kept = token
        return ok(undefined)
      },
    }
    const token = createAccessToken({ api, clock: createVirtualClock(), vault })
    loseAnswers(2)
    const unreachable = { ok: false, failure: { kind: 'unreachable' } }
    expect(await token.read()).toEqual(unreachable)
    expect(await token.read()).toEqual(unreachable)
    const read = orThrow(await token.read())
    expect(await api.workspaces(read)).toEqual(ok([]))
    token.drop(read)
    expect(await token.read()).toMatchObject({ ok: true })
  })
})
