import { describe, expect, test } from 'vitest'
import { ok } from '../../../../core/base/result.ts'
import { createAccessToken } from '../../../../main/sign-in/access-token.ts'
import { createRelayApi } from '../../../../main/sign-in/relay-api.ts'
import { deviceId } from '../../../../core/protocol/ids.ts'
import { orThrow } from '../../../../core/base/defect.ts'
import type { Vault } from '../../../../main/vault/held-vault.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'
import { answerOf, createFakeRelay } from './fake-relay.ts'

const minute = 60_000

/** A session just begun at a relay, over a vault that may fail. */
async function setupToken() {
  const relay = createFakeRelay()
  const api = createRelayApi({ fetch: relay.fetch, timeout: 1_000 }, 'http://127.0.0.1:1')
  const person = {
    username: 'ada',
    displayName: 'Ada',
    password: 'x',
    device: { id: deviceId('1'.repeat(32)), name: 'd' },
  }
  const answer = orThrow(await api.register(person))
  const clock = createVirtualClock()
  const disk: { token: string | undefined; broken: boolean } = { token: answer.refreshToken, broken: false }
  const vault: Pick<Vault, 'refreshToken' | 'setRefreshToken'> = {
    refreshToken: () => disk.token,
    setRefreshToken: async (token) => {
      if (disk.broken) return { ok: false, failure: { kind: 'failed', detail: 'ENOSPC' } }
      disk.token = token
      return ok(undefined)
    },
  }
  const token = createAccessToken({ api, clock, vault })
  token.take(answer)
  relay.asked.length = 0
  return { relay, clock, disk, token }
}

describe('access token', () => {
  test('one is used until a minute before its end', async () => {
    const { relay, clock, token } = await setupToken()
    clock.advance(14 * minute - 1)
    expect(await token.read()).toEqual(ok('access-1'))
    expect(relay.asked).toEqual([])
    clock.advance(1)
    expect(await token.read()).toEqual(ok('access-2'))
    expect(await token.read()).toEqual(ok('access-2'))
    expect(relay.asked).toHaveLength(1)
  })

  test('a clock that was put back makes it no younger', async () => {
    const { clock, token } = await setupToken()
    clock.setWallTime(clock.now() - 60 * minute)
    expect(await token.read()).toEqual(ok('access-2'))
  })

  test('those who ask at the same time share one refresh', async () => {
    const { relay, clock, token } = await setupToken()
    clock.advance(20 * minute)
    const answers = await Promise.all([token.read(), token.read(), token.read()])
    expect(answers).toEqual([ok('access-2'), ok('access-2'), ok('access-2')])
    expect(relay.asked).toHaveLength(1)
  })

  test('the new refresh token is in the vault before the access token is handed out', async () => {
    const { clock, disk, token } = await setupToken()
    clock.advance(20 * minute)
    const read = token.read()
    expect(disk.token).toBe('refresh-1')
    await read
    expect(disk.token).toBe('refresh-2')
  })

  test('a vault that cannot be written hands out nothing', async () => {
    const { clock, disk, token } = await setupToken()
    clock.advance(20 * minute)
    disk.broken = true
    expect(await token.read()).toMatchObject({ failure: { kind: 'server-error' } })
  })

  test('out of reach is not expired: the same refresh token is used again later', async () => {
    const { relay, clock, disk, token } = await setupToken()
    clock.advance(20 * minute)
    relay.goOffline()
    expect(await token.read()).toEqual({ ok: false, failure: { kind: 'unreachable' } })
    expect(disk.token).toBe('refresh-1')
    relay.answerNext(answerOf(500, { type: 'x', title: 'x', status: 500, code: 'internal' }))
    relay.goOnline()
    expect(await token.read()).toEqual({ ok: false, failure: { kind: 'server-error', detail: 'internal' } })
    expect(await token.read()).toEqual(ok('access-2'))
  })

  test('a refresh token that is refused is expired for good: the relay is not asked again', async () => {
    const { relay, clock, disk, token } = await setupToken()
    clock.advance(20 * minute)
    relay.forgetRefreshTokens()
    const expired = { ok: false, failure: { kind: 'expired' } }
    expect(await token.read()).toEqual(expired)
    expect(disk.token).toBeUndefined()
    expect(await token.read()).toEqual(expired)
    expect(relay.asked).toHaveLength(1)
  })

  test('a token that the relay refused before its time is replaced', async () => {
    const { token } = await setupToken()
    token.drop('another one')
    expect(await token.read()).toEqual(ok('access-1'))
    token.drop('access-1')
    expect(await token.read()).toEqual(ok('access-2'))
  })

  test('closed while refreshing: nothing is handed out or written', async () => {
    const { clock, disk, token } = await setupToken()
    clock.advance(20 * minute)
    const read = token.read()
    token.close()
    expect(await read).toEqual({ ok: false, failure: { kind: 'locked' } })
    expect(disk.token).toBe('refresh-1')
  })
})
