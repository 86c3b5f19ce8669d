import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { callChannel } from '../../../core/bridge/channels.ts'
import type * as Shim from '../../support/electron/shim.ts'
import { pretendPlatform } from '../../support/pretend-platform.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { createFakeRelay, type FakeRelay } from './sign-in/fake-relay.ts'

const ours = { url: 'app://ui/index.html', parent: null }
/** Longer than any start here takes: the key of a vault is stretched for a second. */
const patience = { timeout: 10_000 }

/** The shell started anew, as Electron would run it, on a system as `change` makes it. */
async function startShell(
  change: Partial<typeof Shim.system> = {},
  args: ReadonlyArray<string> = [],
  policies: Readonly<Record<string, unknown>> = {},
) {
  vi.resetModules()
  pretendPlatform('linux')
  const place = placePolicies(policies)
  vi.doMock('../../../main/policy/system-places.ts', () => ({ linuxPolicies: place }))
  const shim: typeof Shim = await import('../../support/electron/shim.ts')
  vi.doMock('electron', () => ({ ...shim }))
  Object.assign(shim.system, change)
  const folder = temporaryFolder()
  process.argv = ['electron', '.', `--profile-dir=${folder}`, '--relay=http://127.0.0.1:8787', ...args]
  await import('../../../main/electron.ts')
  return { ...shim, folder }
}

/** As a machine's administrator puts them there. */
function placePolicies(policies: Readonly<Record<string, unknown>>) {
  const folder = path.join(temporaryFolder(), 'policies')
  mkdirSync(path.join(folder, 'managed'), { recursive: true, mode: 0o755 })
  writeFileSync(path.join(folder, 'managed', 'a.json'), JSON.stringify(policies), { mode: 0o644 })
  return { folder, owner: process.getuid?.() ?? 0 }
}

async function startToWindow(
  policies: Readonly<Record<string, unknown>> = {},
  change: Parameters<typeof startShell>[0] = {},
) {
  const shim = await startShell(change, [], policies)
  await vi.waitFor(() => expect(shim.seen.windows).toHaveLength(1), patience)
  const handler = shim.seen.ipc.get(callChannel) ?? (() => undefined)
  const call = (senderFrame: unknown, ...args: ReadonlyArray<unknown>): unknown => {
    const answer: unknown = Reflect.apply(handler, undefined, [{ senderFrame }, ...args])
    return answer
  }
  return { ...shim, call }
}

/** What main asks by way of Electron. */
const relayFetch =
  ({ fetch }: FakeRelay) =>
  async (url: string, init: RequestInit = {}): Promise<Response> => {
    const answer = await fetch(url, {
      method: init.method ?? 'GET',
      headers: Object.fromEntries(new Headers(init.headers)),
      ...(typeof init.body === 'string' && { body: init.body }),
      redirect: 'error',
      signal: new AbortController().signal,
    })
    return new Response(await answer.text(), { status: answer.status })
  }

beforeEach(() => {
  const before = process.argv
  return () => {
    process.argv = before
  }
})

const memoryBound = 'js-flags=--max-semi-space-size=4 --heap-growing-percent=100'

describe('the Electron shell on a managed device', () => {
  test('[PO14] a mandatory server takes the place of the one named at the start', async () => {
    const { call, seen } = await startToWindow({ ServerUrl: 'https://chat.example.com' })
    expect(await call(ours, 'session.read', {})).toEqual({
      kind: 'signed-out',
      server: 'https://chat.example.com',
    })
    const answer = await seen.serve?.(new Request('http://x/', {}))
    expect(answer?.headers.get('content-security-policy')).toContain(
      "connect-src 'self' wss://chat.example.com;",
    )
  })

  test('[PO13] the page may reach no server that is not allowed', async () => {
    const { call, seen } = await startToWindow({ AllowedServers: ['https://chat.example.com'] })
    const answer = await seen.serve?.(new Request('http://x/', {}))
    expect(answer?.headers.get('content-security-policy')).toContain("connect-src 'self';")
    const input = { username: 'ada', password: 'correct horse battery' }
    expect(await call(ours, 'session.signIn', input)).toEqual({ ok: false, failure: { kind: 'by-policy' } })
  })

  test('[PO22] proxy and sign-in of the system are set before anything is asked, for main and for the page', async () => {
    const { seen } = await startToWindow({
      ProxyMode: 'fixed',
      ProxyServer: 'proxy.example.com:3128',
      AuthServerAllowlist: ['*.example.com', 'proxy.example.org'],
    })
    const config = { mode: 'fixed_servers', proxyRules: 'proxy.example.com:3128', proxyBypassRules: '' }
    expect(seen.proxies).toEqual([config, config])
    expect(seen.signedInTo).toEqual(['*.example.com,proxy.example.org', '*.example.com,proxy.example.org'])
    const plain = await startToWindow()
    expect(plain.seen.proxies).toEqual([{ mode: 'system' }, { mode: 'system' }])
    expect(plain.seen.signedInTo).toEqual(['', '']) // nobody: Chromium would trust its own network by itself
  })

  test('[PO22] certificates go by the policy alone, and no name and password to anybody', async () => {
    const report = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { app } = await startToWindow({ ClientCertificateIssuers: ['Device CA'] })
    const now = Date.now() / 1_000
    const listed = { issuerName: 'Device CA', validStart: now - 60, validExpiry: now + 60 }
    const other = { ...listed, issuerName: 'Other CA' }
    const asked = (offered: ReadonlyArray<object>): ReadonlyArray<unknown> => {
      const preventDefault = vi.fn<() => void>()
      const answer = vi.fn<(certificate?: object) => void>()
      app.emit('select-client-certificate', { preventDefault }, null, 'chat.example.com:443', offered, answer)
      expect(preventDefault).toHaveBeenCalledOnce()
      return answer.mock.calls
    }
    expect(asked([other, listed])).toEqual([[listed]])
    expect(asked([other])).toEqual([[undefined]])

    const preventDefault = vi.fn<() => void>()
    const answer = vi.fn<() => void>()
    const challenge = { host: 'proxy.example.com', port: 3128, isProxy: true, scheme: 'basic', realm: '' }
    for (let each = 0; each < 2; each++) app.emit('login', { preventDefault }, null, {}, challenge, answer)
    expect(preventDefault).toHaveBeenCalledTimes(2)
    expect(answer.mock.calls).toEqual([[], []])
    expect(report.mock.calls.filter(([line]) => String(line).includes('proxy.example.com'))).toHaveLength(1)
    report.mockRestore()
  })

  test('[PO18] until a passphrase is set, a page or window that somebody has got hold of gets nothing of the account', async () => {
    const relay = createFakeRelay()
    const { call } = await startToWindow(
      { RequirePassphrase: true },
      { keystore: true, fetch: relayFetch(relay) },
    )
    const ada = { username: 'ada', displayName: 'Ada', password: 'correct horse battery' }
    expect(await call(ours, 'session.register', ada)).toMatchObject({ ok: true })
    expect(await call(ours, 'session.read', {})).toMatchObject({ kind: 'passphrase-due', username: 'ada' })
    const locked = { ok: false, failure: { kind: 'locked' } }
    const attack = async () => {
      const asked = relay.asked.length
      // The page skips its own screen and asks as it would of an open account, by the first seat's name and by its number.
      for (const seat of [[], [1]]) {
        for (const [name, input] of [
          ['vault.storeKey', {}],
          ['session.token', {}],
          ['outbox.open', {}],
          ['vault.settings', {}],
          ['vault.setSettings', { lockWithSystem: false }],
          ['directory.workspaces', {}],
          ['backup.begin', { name: 'ada.backup', passphrase: 'correct horse battery', withFiles: true }],
          ['account.changePassword', { current: ada.password, next: 'another horse battery' }],
        ] as const)
          expect([name, await call(ours, name, input, ...seat)]).toEqual([name, locked])
      }
      expect(await call(ours, 'sealed.conversations', {})).toEqual([])
      expect(await call(ours, 'recovery.prepare', { password: ada.password })).toMatchObject({ ok: false })
      expect(relay.asked).toHaveLength(asked)
    }
    await attack()
    await call(ours, 'session.lock', {})
    expect(await call(ours, 'session.unlock', { password: '' })).toMatchObject({ ok: true })
    await attack()
    const set = await call(ours, 'vault.setPassphrase', { next: 'a lighthouse by the sea' })
    expect(set).toEqual({ ok: true })
    expect(await call(ours, 'vault.storeKey', {})).toMatchObject({ ok: true })
  })

  test('[PO23] graphics, keystore and debuggers are as set', async () => {
    const { seen } = await startToWindow({ HardwareAcceleration: false, PasswordStore: 'gnome-libsecret' })
    expect(seen.calls.slice(0, 2)).toEqual(['disableHardwareAcceleration', 'enableSandbox'])
    expect(seen.switches).toContain('password-store=gnome-libsecret')
    const plain = await startToWindow()
    expect([plain.seen.calls[0], plain.seen.switches]).toEqual(['enableSandbox', [memoryBound]])
    const args = ['--remote-debugging-port=9222']
    const debugged = await startShell({ packaged: true }, args, { AllowRemoteDebugging: true })
    await vi.waitFor(() => expect(debugged.seen.windows).toHaveLength(1), patience)
    const invalid = await startShell({ packaged: true }, args, { AllowRemoteDebugging: 'yes' })
    expect(invalid.seen.calls).toEqual(['exit 2'])
  })

  test('[DT10] where no dictionary may be fetched, spelling is neither checked nor offered, whatever was chosen before', async () => {
    const { call, seen } = await startToWindow({ AllowSpellcheckDownload: false })
    expect(await call(ours, 'shell.desktop', {})).toMatchObject({ spelling: undefined })
    await call(ours, 'shell.setDesktop', { spelling: true })
    expect([await call(ours, 'shell.desktop', {}), seen.spelling.isOn]).toMatchObject([
      { spelling: undefined },
      false,
    ])
  })

  test('[DT18] V8 is told of a bound before the first window, and a person can tell it nothing', async () => {
    const bounded = await startShell({ packaged: true }, [])
    expect(bounded.seen.switches).toEqual([memoryBound])
    const told = await startShell({ packaged: true }, ['--js-flags=--max-semi-space-size=64'])
    expect([told.seen.calls, told.seen.switches]).toEqual([['exit 2'], []])
  })

  test('[PO24] --print-policy prints what is set, as JSON, and ends before any window', async () => {
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((...args: ReadonlyArray<unknown>) => {
      const done = args[1]
      if (typeof done === 'function') Reflect.apply(done, undefined, [])
      return true
    })
    const { seen } = await startShell({}, ['--print-policy'], { MaxFileMb: 5, Telemetry: true })
    const printed = JSON.parse(String(write.mock.calls[0]?.[0])) as unknown
    write.mockRestore()
    expect(seen.calls).toEqual(['exit 0'])
    expect(seen.windows).toEqual([])
    expect(printed).toMatchObject({
      policies: {
        MaxFileMb: { value: 5, locked: true, layer: 'machine-mandatory' },
        AllowFileUpload: { value: true, locked: false },
      },
      notes: [{ kind: 'unknown', name: 'Telemetry' }],
    })
  })
})
