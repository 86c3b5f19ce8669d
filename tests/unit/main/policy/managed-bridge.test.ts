import { describe, expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { ok } from '../../../../core/base/result.ts'
import type { Bridge } from '../../../../core/bridge/contract.ts'
import type { OwnDevice } from '../../../../core/bridge/devices.ts'
import type { Verification } from '../../../../core/bridge/trust.ts'
import { conversationId, deviceId, userId, workspaceId } from '../../../../core/protocol/ids.ts'
import { createManagedBridge } from '../../../../main/policy/managed-bridge.ts'
import { mayReach } from '../../../../main/policy/allowed-servers.ts'
import { farewell } from '../../../support/farewell.ts'
import { createTestPolicy } from '../../../support/policies.ts'
import { createTestBridge } from '../../../support/test-bridge.ts'

const conversation = conversationId('a'.repeat(32))
const [ada, ben] = [userId('1'.repeat(32)), userId('2'.repeat(32))]
const workspace = workspaceId('3'.repeat(32))
const byPolicy = { ok: false, failure: { kind: 'by-policy' } }

function setup(values: Readonly<Record<string, unknown>>, changes: Partial<Bridge> = {}) {
  const { bridge, asked } = createTestBridge()
  const policy = createTestPolicy(values)
  const unblocked: Array<string> = []
  const managed = createManagedBridge({
    bridge: { ...bridge, ...changes },
    policy,
    mayReach: () => mayReach(policy, 'https://chat.example.com'),
    unblocked: (id) => unblocked.push(id),
  })
  const names = (): ReadonlyArray<string> => asked.map(([name]) => name)
  return { managed, policy, names, unblocked }
}

const password = 'correct horse battery'
const signIn = { username: 'ada', password }
const person = { ...signIn, displayName: 'Ada' }

describe('the bridge of a managed device', () => {
  test('is the same where nothing is set', async () => {
    const { managed, names } = setup({})
    await managed['session.signIn'](signIn)
    await managed['session.register'](person)
    await managed['session.signInWithProvider']({ farewell })
    await managed['files.begin']({ conversation, size: 1e9 })
    await managed['sealed.begin']({ workspace, others: [ben], group: false })
    await managed['sealed.seal']({ conversation, entries: [Uint8Array.of(1)], afresh: false })
    await managed['linking.beginRelease']({ password })
    await managed['vault.setPassphrase']({ next: password })
    expect(names()).toEqual([
      'session.signIn',
      'session.register',
      'session.signInWithProvider',
      'files.begin',
      'sealed.begin',
      'sealed.seal',
      'devices.read',
      'linking.beginRelease',
      'vault.setPassphrase',
    ])
  })

  test('[PO13] where the server is not allowed, neither signing in nor a token for the page, with the reason', async () => {
    const { managed, policy, names } = setup({ AllowedServers: ['https://other.example'] })
    for (const answer of [
      managed['session.signIn'](signIn),
      managed['session.register'](person),
      managed['session.signInWithProvider']({ farewell }),
      managed['session.methods']({}),
      managed['session.token']({}),
    ]) {
      expect(await answer).toEqual(byPolicy)
    }
    expect(names()).toEqual([])
    policy.set({ AllowedServers: ['https://chat.example.com'] })
    await managed['session.token']({})
    expect(names()).toEqual(['session.token'])
  })

  test('[PO15] a way in that is not listed is neither accepted nor offered', async () => {
    const provider = { name: 'Example', signUp: 'open' } as const
    const ways = ok({ signUp: 'open', provider, needsPassphrase: false } as const)
    const { managed, policy, names } = setup(
      { SignInMethods: ['provider'] },
      { 'session.methods': async () => ways },
    )
    expect(await managed['session.signIn'](signIn)).toEqual(byPolicy)
    expect(await managed['session.register'](person)).toEqual(byPolicy)
    await managed['session.signInWithProvider']({ farewell })
    expect(names()).toEqual(['session.signInWithProvider'])
    expect(await managed['session.methods']({})).toEqual(ok({ ...ways.value, signUp: 'closed' }))
    policy.set({ SignInMethods: ['password'] })
    expect(await managed['session.signInWithProvider']({ farewell })).toEqual(byPolicy)
    expect(await managed['session.methods']({})).toEqual(ok({ signUp: 'open', needsPassphrase: false }))
    policy.set({ AllowSignUp: false })
    expect(await managed['session.register'](person)).toEqual(byPolicy)
    expect(await managed['session.methods']({})).toEqual(ok({ ...ways.value, signUp: 'closed' }))
  })

  test('[PO18] nothing is set that is too short', async () => {
    const { managed, policy, names } = setup({ MinPassphraseLength: 22 })
    const tooShort = { ok: false, failure: { kind: 'too-short', least: 22 } }
    for (const answer of [
      managed['session.register'](person),
      managed['vault.setPassphrase']({ next: password }),
      managed['account.changePassword']({ current: 'x', next: password }),
      managed['session.unlockWithRecovery']({ code: 'x', password }),
      managed['backup.begin']({ name: 'ada.backup', passphrase: password, withFiles: true }),
      managed['backup.adopt']({ ticket: 1, passphrase: password }),
    ]) {
      expect(await answer).toEqual(tooShort)
    }
    expect(names()).toEqual([])
    await managed['session.signIn'](signIn) // what was chosen before still signs in
    await managed['session.unlockWithRecovery']({ code: 'x' })
    policy.set({ MinPassphraseLength: 21 })
    await managed['vault.setPassphrase']({ next: password })
    expect(names()).toEqual(['session.signIn', 'session.unlockWithRecovery', 'vault.setPassphrase'])
  })

  test('[PO19] locking with the screen is told as it is set, and where that is mandatory not chosen otherwise', async () => {
    const { managed, policy, names } = setup({ LockWithSystem: true })
    expect(await managed['vault.settings']({})).toMatchObject(ok({ lockWithSystem: true }))
    expect(await managed['vault.setSettings']({ lockWithSystem: false })).toEqual(byPolicy)
    expect(names()).toEqual(['vault.settings'])
    policy.set({ LockWithSystem: true }, 'machine-recommended')
    expect(await managed['vault.setSettings']({ lockWithSystem: false })).toEqual(ok(undefined))
    policy.set({})
    expect(await managed['vault.settings']({})).toMatchObject(ok({ lockWithSystem: false }))
  })

  test('[PO13] no preview of a link is fetched where that is not allowed', async () => {
    const { managed, policy, names } = setup({ LinkPreviews: false })
    const url = 'https://example.org'
    expect(await managed['preview.fetch']({ url })).toEqual({ ok: false, failure: { kind: 'not-allowed' } })
    expect(names()).toEqual([])
    policy.set({})
    await managed['preview.fetch']({ url })
    expect(names()).toEqual(['preview.fetch'])
  })

  test.each([
    [{ ProxyMode: 'fixed', ProxyServer: 'proxy.example:3128' }, []],
    [{ ProxyMode: 'pac', ProxyPacUrl: 'https://a.example/p.pac' }, []],
    [{ ProxyMode: 'fixed' }, ['preview.fetch']],
    [{ ProxyMode: 'direct' }, ['preview.fetch']],
  ])('[PO22] with %j previews fetched are %j: they would go past the proxy', async (values, asked) => {
    const { managed, names } = setup(values)
    await managed['preview.fetch']({ url: 'https://example.org' })
    expect(names()).toEqual(asked)
  })

  test('[PO20] no file at all, or none above the size', async () => {
    const { managed, policy, names } = setup({ AllowFileUpload: false })
    expect(await managed['files.begin']({ conversation, size: 1 })).toEqual(byPolicy)
    policy.set({ MaxFileMb: 2 })
    const limit = 2 * 1_048_576
    expect(await managed['files.begin']({ conversation, size: limit + 1 })).toEqual({
      ok: false,
      failure: { kind: 'too-large', limit },
    })
    expect(names()).toEqual([])
    await managed['files.begin']({ conversation, size: limit })
    expect(names()).toEqual(['files.begin'])
  })

  test('[PO17] a device whose list is full links no other', async () => {
    const device = (number: number): OwnDevice => ({
      device: deviceId(String(number).repeat(32)),
      name: 'one',
      role: 'primary',
      added: millis(0),
      lastSeen: undefined,
      here: number === 1,
    })
    let devices = [device(1), device(2)]
    const { managed, names } = setup({ MaxDevices: 2 }, { 'devices.read': async () => devices })
    expect(await managed['linking.beginRelease']({ password })).toEqual(byPolicy)
    devices = [device(1)]
    await managed['linking.beginRelease']({ password })
    expect(names()).toEqual(['linking.beginRelease'])
  })
})

describe('[PO16] sealed conversations of a managed device', () => {
  const entries = [Uint8Array.of(1)]
  const content = { conversation, entries, afresh: false }
  const reader = (user: typeof ada, verification: Verification) => ({
    user,
    verification,
    admin: true,
    since: undefined,
    devices: [],
  })
  const verified: Verification = { kind: 'verified', since: millis(0) }
  const setupTalk = (value: string, others: ReadonlyArray<Verification>) => {
    const world = { others }
    const kit = setup(
      { SealedMessages: value },
      {
        'trust.of': async () => ({
          readers: [reader(ada, { kind: 'self' }), ...world.others.map((each) => reader(ben, each))],
          checkedUpTo: undefined,
          events: [],
          reading: { kind: 'readable' },
        }),
        'trust.verify': async () => ok(undefined),
        'trust.compare': async () => ok(true),
        'sealed.conversations': async () => [
          { id: conversation, workspace, type: 'dm', members: [{ user: ben, role: 'admin' }], isNew: true },
        ],
      },
    )
    return { ...kit, world }
  }

  test('off: none is begun, nobody is added, nothing is sent; what keys need goes on, and one may leave', async () => {
    const { managed, names } = setupTalk('disabled', [verified])
    expect(await managed['sealed.begin']({ workspace, others: [ben], group: false })).toEqual(byPolicy)
    const add = { kind: 'add' as const, users: [ben] }
    expect(await managed['sealed.changeMembers']({ conversation, change: add })).toEqual(byPolicy)
    expect(await managed['sealed.seal'](content)).toMatchObject({ failure: { code: 'by-policy' } })
    expect(await managed['sealed.sealEphemeral']({ conversation, body: Uint8Array.of(1) })).toBeUndefined()
    expect(names()).toEqual([])
    await managed['sealed.seal']({ ...content, entries: [] })
    await managed['sealed.changeMembers']({ conversation, change: { kind: 'leave' } })
    await managed['sealed.open']({ conversation, entries: [] })
    expect(names()).toEqual(['sealed.seal', 'sealed.changeMembers', 'sealed.open'])
  })

  test.each(['disabled', 'verified-only'])('%s: notes to oneself are begun and written', async (value) => {
    const { managed, names } = setupTalk(value, [])
    await managed['sealed.begin']({ workspace, others: [], group: false })
    await managed['sealed.seal'](content)
    expect(names()).toEqual(['sealed.begin', 'sealed.seal'])
  })

  test('keys to be compared first: nothing is sent before everybody’s was', async () => {
    const { managed, world, names } = setupTalk('verified-only', [verified, { kind: 'unverified' }])
    await managed['sealed.begin']({ workspace, others: [ben], group: false })
    expect(names()).toEqual(['sealed.begin'])
    for (const verification of [
      { kind: 'unverified' },
      { kind: 'distrusted', since: millis(0) },
      { kind: 'changed', since: millis(0), seen: true },
    ] as const) {
      world.others = [verified, verification]
      expect(await managed['sealed.seal'](content)).toMatchObject({ failure: { code: 'not-verified' } })
    }
    world.others = [verified]
    await managed['sealed.seal'](content)
    expect(names()).toEqual(['sealed.begin', 'sealed.seal'])
  })

  test('what waited for a comparison is tried again after it', async () => {
    const { managed, policy, unblocked } = setupTalk('verified-only', [verified])
    await managed['trust.verify']({ user: ben, digits: '1' })
    await managed['trust.compare']({ user: ben, text: '1' })
    await managed['trust.verify']({ user: ada, digits: '1' })
    expect(unblocked).toEqual([conversation, conversation])
    policy.set({})
    await managed['trust.verify']({ user: ben, digits: '1' })
    expect(unblocked).toHaveLength(2)
  })
})
