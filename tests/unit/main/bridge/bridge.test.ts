import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { ok } from '../../../../core/base/result.ts'
import type { Bridge } from '../../../../core/bridge/contract.ts'
import { workspaceId } from '../../../../core/protocol/ids.ts'
import { createBridge } from '../../../../main/bridge/bridge.ts'
import { conversationA, testEntry } from '../../../contracts/outbox-contract.ts'
import { type SessionKit, setupSession } from '../sign-in/session-kit.ts'

const ada = { username: 'ada', displayName: 'Ada', password: 'correct horse battery' }
const locked = { ok: false, failure: { kind: 'locked' } }

async function setupBridge(): Promise<SessionKit & { readonly bridge: Bridge }> {
  const kit = setupSession()
  const session = await kit.start()
  const info = { version: '1.2.3', shell: 'browser' } as const
  return {
    ...kit,
    bridge: createBridge({
      session,
      info,
      hearsSystemLock: true,
      openLink: async (url) => url === 'https://yes/',
    }),
  }
}

describe('the bridge', () => {
  test('while nobody is signed in, gives away nothing', async () => {
    const { bridge, relay } = await setupBridge()
    expect(await bridge['session.token']({})).toEqual(locked)
    expect(await bridge['vault.storeKey']({})).toEqual(locked)
    expect(await bridge['outbox.open']({})).toEqual(locked)
    expect(await bridge['outbox.append']({ entries: [testEntry(conversationA, 0)] })).toEqual(locked)
    expect(await bridge['outbox.remove']({ entries: [] })).toEqual(locked)
    expect(await bridge['directory.workspaces']({})).toEqual(locked)
    expect(relay.asked).toEqual([])
    expect(await bridge['app.info']({})).toEqual({ version: '1.2.3', shell: 'browser' })
    expect(await bridge['shell.openLink']({ url: 'https://yes/' })).toBe(true)
  })

  test('gives the page a copy of the store key, which locking does not reach', async () => {
    const { bridge } = await setupBridge()
    await bridge['session.register'](ada)
    const key = orThrow(await bridge['vault.storeKey']({}))
    const before = Uint8Array.from(key)
    expect(await bridge['session.signOut']({})).toBeUndefined()
    expect(key).toEqual(before)
    expect(await bridge['vault.storeKey']({})).toEqual(locked)
    await bridge['session.signIn'](ada)
    expect(orThrow(await bridge['vault.storeKey']({}))).toEqual(before)
  })

  test('asks the relay once more with a fresh token when it refuses the one at hand', async () => {
    const { bridge, relay } = await setupBridge()
    await bridge['session.register'](ada)
    relay.forgetAccessTokens()
    expect(await bridge['directory.workspaces']({})).toEqual(ok([]))
    expect(relay.asked.slice(-3).map(({ path }) => path)).toEqual([
      '/v1/workspaces',
      '/v1/auth/refresh',
      '/v1/workspaces',
    ])
  })

  test('says expired when no token helps, and local use goes on', async () => {
    const { bridge, relay } = await setupBridge()
    await bridge['session.register'](ada)
    relay.forgetAccessTokens()
    relay.forgetRefreshTokens()
    expect(await bridge['directory.workspaces']({})).toEqual({ ok: false, failure: { kind: 'expired' } })
    expect(await bridge['session.token']({})).toEqual({ ok: false, failure: { kind: 'expired' } })
    expect(await bridge['session.read']({})).toMatchObject({ kind: 'open' })
    expect(await bridge['outbox.append']({ entries: [testEntry(conversationA, 0)] })).toEqual(ok(undefined))
  })

  test('tells what the relay refused from what it could not be asked', async () => {
    const { bridge, relay } = await setupBridge()
    await bridge['session.register'](ada)
    const workspace = workspaceId('1'.repeat(32))
    expect(await bridge['directory.joinWorkspace']({ workspace })).toEqual({
      ok: false,
      failure: { kind: 'not-found' },
    })
    relay.goOffline()
    expect(await bridge['directory.joinWorkspace']({ workspace })).toEqual({
      ok: false,
      failure: { kind: 'unreachable' },
    })
  })
})
