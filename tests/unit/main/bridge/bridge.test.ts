import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import { answerBridge } from '../../../../core/bridge/answer.ts'
import { type Bridge, bridgeInputs } from '../../../../core/bridge/contract.ts'
import { workspaceId } from '../../../../core/protocol/ids.ts'
import { unmanaged } from '../../../../main/policy/policy.ts'
import { createBridge } from '../../../../main/bridge/bridge.ts'
import { restoredKey } from '../../../../main/e2ee/restored-identity.ts'
import { encodeMessage } from '../../../../main/browser-page/messages.mjs'
import type { Session } from '../../../../main/sign-in/session.ts'
import type { Desktop } from '../../../../main/window/desktop.ts'
import { words as desktopWords } from '../../../../renderer/features/desktop/words/en.ts'
import { conversationA, testEntry } from '../../../contracts/outbox-contract.ts'
import { createTestBridge } from '../../../support/test-bridge.ts'
import { createBackups } from '../../../../main/backup/backups.ts'
import { leastCost } from '../../../../main/vault/passphrase.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { restoreIn } from '../../../support/backup-files.ts'
import { type SessionKit, setupSession } from '../sign-in/session-kit.ts'

const shellWords = desktopWords.menus
const ada = { username: 'ada', displayName: 'Ada', password: 'correct horse battery' }
const locked = { ok: false, failure: { kind: 'locked' } }

async function setupBridge(
  desktop?: Desktop,
): Promise<
  SessionKit & { readonly bridge: Bridge; readonly session: Session; readonly reported: Array<string> }
> {
  const reported: Array<string> = []
  const kit = setupSession()
  const session = await kit.start()
  const info = { version: '1.2.3', shell: 'browser' } as const
  return {
    ...kit,
    session,
    reported,
    bridge: {
      ...createTestBridge().bridge,
      ...createBridge({
        session,
        policy: unmanaged,
        info,
        hearsSystemLock: true,
        openLink: async (url) => url === 'https://yes/',
        choosePlace: async () => undefined,
        backups: (parts) =>
          createBackups({
            ...parts,
            restoreFiles: restoreIn,
            clock: kit.clock,
            random: createSeededRandom(5),
            cost: leastCost,
          }),
        desktop,
        updates: undefined,
        report: (line) => reported.push(line),
        fetchPreview: async () => fail({ kind: 'unreachable' }),
      }),
      'session.signOut': async () => {
        await session.signOut()
        return undefined
      },
    },
  }
}

describe('the bridge', () => {
  test('hands on what the desktop is asked, and says so where there is none', async () => {
    const asked: Array<unknown> = []
    const { bridge } = await setupBridge({
      notify: (note) => asked.push(note) > 0,
      badge: (count) => void asked.push(count),
      idleSeconds: () => 7,
      withdraw: (tag) => void asked.push(`no ${tag}`),
      standing: () => ({ autostart: true, closeToTray: undefined, spelling: undefined }),
      change: async (change) => asked.push(change) > 0,
      setWords: (words) => void asked.push(words.quit),
      takeLink: () => ({ kind: 'signed-in' }),
      crash: () => undefined,
      restart: (safeMode) => void asked.push(safeMode),
    })
    const note = { tag: 'a', title: 'Ben', body: 'Hello' }
    expect(await bridge['shell.notify'](note)).toBe(true)
    await bridge['shell.badge']({ count: 3, text: '3 new' })
    await bridge['shell.withdraw']({ tag: 'a' })
    expect(asked).toEqual([note, 3, 'no a'])
    expect(await bridge['shell.idle']({})).toBe(7)
    expect(await bridge['shell.desktop']({})).toMatchObject({ autostart: true })
    expect(await bridge['shell.setDesktop']({ spelling: true })).toBe(true)
    await bridge['shell.words'](shellWords)
    await bridge['shell.restart']({ safeMode: true })
    expect(asked.slice(3)).toEqual([{ spelling: true }, shellWords.quit, true])
    expect(await bridge['shell.takeLink']({})).toEqual({ kind: 'signed-in' })
    expect(await bridge['shell.crash']({})).toBeUndefined()
    const { bridge: without } = await setupBridge()
    expect(await without['shell.notify'](note)).toBe(false)
    expect(await without['shell.withdraw']({ tag: 'a' })).toBeUndefined()
    expect(await without['shell.badge']({ count: 3, text: '3 new' })).toBeUndefined()
    expect(await without['shell.idle']({})).toBeUndefined()
    expect(await without['shell.desktop']({})).toBeUndefined()
    expect(await without['shell.setDesktop']({ spelling: true })).toBe(false)
    expect(await without['shell.takeLink']({})).toBeUndefined()
    expect(await without['shell.words'](shellWords)).toBeUndefined()
    expect(await without['shell.restart']({ safeMode: false })).toBeUndefined()
    const noQuit = { ...shellWords, quit: '' }
    await expect(answerBridge(bridge, 'shell.words', noQuit)).rejects.toThrow('shell.words: bad quit')
    await expect(answerBridge(bridge, 'shell.words', { ...shellWords, more: 'x' })).rejects.toThrow(
      'bad more',
    )
    await expect(answerBridge(bridge, 'shell.setDesktop', { autostart: 1 })).rejects.toThrow('bad autostart')
    await expect(answerBridge(bridge, 'shell.badge', { count: -1, text: '' })).rejects.toThrow('bad count')
    await expect(answerBridge(bridge, 'shell.notify', { ...note, tag: '' })).rejects.toThrow('bad tag')
    await expect(answerBridge(bridge, 'shell.notify', { ...note, body: 'x'.repeat(1_001) })).rejects.toThrow(
      'bad body',
    )
  })

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

  test('[CR6] gives the page another token for one that the relay refused, and says expired where there is none', async () => {
    const { bridge, relay } = await setupBridge()
    await bridge['session.register'](ada)
    const refused = orThrow(await bridge['session.token']({}))
    expect(await bridge['session.token']({ refused: 'another' })).toEqual(ok(refused))
    const fresh = orThrow(await bridge['session.token']({ refused }))
    expect(fresh).not.toBe(refused)
    relay.forgetRefreshTokens()
    expect(await bridge['session.token']({ refused: fresh })).toEqual({
      ok: false,
      failure: { kind: 'expired' },
    })
  })

  test('[BU6] a restore that cannot go on is reported, and takes nothing from the page', async () => {
    const { bridge, session, reported } = await setupBridge() // whose holder of keys does not open
    orThrow(await bridge['session.register'](ada))
    const keyring = orThrow((await session.current()?.keyring()) ?? fail('no session'))
    orThrow(await keyring.write([{ key: restoredKey, value: new Uint8Array(32) }]))
    orThrow(await bridge['session.token']({}))
    await expect.poll(() => reported).toEqual(['restore: failed'])
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

  test('[VT17] of all keys only the store key comes out, whatever the page asks', async () => {
    const { bridge, session } = await setupBridge()
    await bridge['session.register'](ada)
    const vault = session.current()?.vault
    await vault?.setIdentity(new Uint8Array(32).fill(0x61))
    const leaf = { generation: 0, secret: new Uint8Array(32).fill(0x62), from: 0, until: 1 }
    await vault?.setLeaves([leaf])
    const secrets = [
      vault?.journalKey(),
      vault?.keyringKey(),
      vault?.signSeed(),
      vault?.identitySeed(),
      vault?.recoveryCode(),
      ...(vault?.leaves() ?? []).map(({ secret }) => secret),
    ].map((secret) => Buffer.from(secret ?? new Uint8Array()))
    expect(secrets.every((secret) => secret.length >= 20)).toBe(true)
    const harmless = Object.keys(bridgeInputs).filter((name) => !/^session\.(lock|signOut)$/.test(name))
    for (const name of harmless) {
      // Those that want more than an empty input refuse this one.
      const answer = await answerBridge(bridge, name, {}).catch(() => undefined)
      const sent = Buffer.from(encodeMessage({ id: 1, value: answer }))
      for (const secret of secrets) expect(sent.includes(secret)).toBe(false)
    }
  })

  test('[VT16] locks, keeps what was wished for, and says how it stands', async () => {
    const { bridge } = await setupBridge()
    expect(await bridge['vault.settings']({})).toEqual(locked)
    expect(await bridge['vault.setSettings']({ lockWithSystem: true })).toEqual(locked)
    await bridge['session.register'](ada)
    expect(await bridge['vault.setSettings']({ lockWithSystem: true })).toEqual(ok(undefined))
    expect(await bridge['session.lock']({})).toBeUndefined()
    expect(await bridge['vault.settings']({})).toEqual(locked)
    await bridge['session.unlock'](ada)
    const standing = { lockWithSystem: true, hasPassphrase: true, hearsSystemLock: true }
    expect(await bridge['vault.settings']({})).toEqual(ok(standing))
  })
})
