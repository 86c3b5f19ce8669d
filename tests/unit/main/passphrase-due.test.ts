/** Where the organisation wants a passphrase and an account has none, main itself keeps the account shut (PO18). */
import { expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { type Bridge, bridgeInputs } from '../../../core/bridge/contract.ts'
import type { App } from '../../../main/app.ts'
import { createTestPolicy } from '../../support/policies.ts'
import { addSeat, password, register, setupProfile } from './profile-kit.ts'

const required = { RequirePassphrase: true }
const passphrase = 'a lighthouse by the sea'
const locked = { ok: false, failure: { kind: 'locked' } }

async function setup(values: Readonly<Record<string, unknown>>) {
  const kit = setupProfile()
  const policy = createTestPolicy(values)
  const app = await kit.start({ policy })
  const account = await register(app.bridgeAt(1), 'ada')
  return { ...kit, policy, app, account }
}

/** These say who is there, let somebody in, or lead out again; a passphrase is set by the last. All others ask for what is the account's. */
const doors =
  /^(?:app|policy|shell|updates|seats|saves|preview)\.|^session\.(?!token)|^backup\.(?!begin)|^vault\.setPassphrase$/
const asking = Object.keys(bridgeInputs).filter((name) => !doors.test(name))
/** Of an open account these give keys, token and what waits to be sent: the comparison would tell. */
const telling = ['vault.storeKey', 'session.token', 'outbox.open', 'vault.settings', 'directory.workspaces']

/** What main says to each call, empty inputs and all; those that want more are asked past the reading of what comes in. */
async function answersOf(bridge: Bridge, names: ReadonlyArray<string>): Promise<ReadonlyMap<string, string>> {
  const answers = new Map<string, string>()
  for (const name of names) {
    const ask: unknown = Reflect.get(bridge, name)
    if (typeof ask !== 'function') throw new Error(name)
    const asked = async (): Promise<unknown> => Reflect.apply(ask, bridge, [{ entries: [], others: [] }])
    const said = await asked().catch((error: unknown) => String(error))
    answers.set(name, JSON.stringify(said) ?? 'nothing')
  }
  return answers
}

test('[PO18] until a passphrase is set, main answers every call as if the account were locked', async () => {
  const due = await setup(required)
  const { app, account } = due
  const bridge = app.bridgeAt(1)
  const state = { kind: 'passphrase-due', user: account.user, username: 'ada', displayName: 'ada' }
  expect(await bridge['session.read']({})).toEqual(state)
  expect(await bridge['seats.read']({})).toMatchObject([{ state }])
  expect(due.told.filter(([name]) => name === 'session.changed')).toEqual([['session.changed', state, 1]])

  const said = await answersOf(bridge, asking)
  const other = (await setup({})).app.bridgeAt(1)
  const open = await answersOf(other, telling)
  await other['session.lock']({})
  expect(said).toEqual(await answersOf(other, asking))
  for (const name of telling) expect([name, said.get(name)]).not.toEqual([name, open.get(name)])
  expect(said.get('vault.storeKey')).toBe(JSON.stringify(locked))
})

test('[PO18] neither signing in, locking and opening again, a recovery, another seat nor a new start leads past it', async () => {
  const { app, start, policy } = await setup(required)
  const keyOf = (each: App) => each.bridgeAt(1)['vault.storeKey']({})
  const bridge = app.bridgeAt(1)
  orThrow(await bridge['session.signIn']({ username: 'ada', password }))
  expect(await keyOf(app)).toEqual(locked)
  await bridge['session.lock']({})
  orThrow(await bridge['session.unlock']({ password: '' }))
  expect(await keyOf(app)).toEqual(locked)
  expect(await bridge['account.changePassword']({ current: password, next: passphrase })).toEqual(locked)
  const [, second] = await addSeat(app)
  expect(await second['session.signIn']({ username: 'ada', password })).toMatchObject({ ok: false })
  expect(await second['vault.storeKey']({})).toEqual(locked)
  await app.close()
  const again = await start({ policy })
  expect(await again.bridgeAt(1)['session.read']({})).toMatchObject({ kind: 'passphrase-due' })
  expect(await keyOf(again)).toEqual(locked)
})

test('[PO18] a passphrase that is long enough opens it, and every window hears of it; it opens the next start', async () => {
  const { app, told, start, policy } = await setup({ ...required, MinPassphraseLength: 20 })
  const bridge = app.bridgeAt(1)
  expect(await bridge['vault.setPassphrase']({ next: 'nineteen characters' })).toMatchObject({
    failure: { kind: 'too-short', least: 20 },
  })
  expect(await bridge['vault.storeKey']({})).toEqual(locked)
  orThrow(await bridge['vault.setPassphrase']({ next: passphrase }))
  orThrow(await bridge['vault.storeKey']({}))
  expect(told.at(-1)).toMatchObject(['seats.changed', [{ state: { kind: 'open' } }], undefined])
  expect(told.filter(([name]) => name === 'session.changed').at(-1)).toMatchObject([
    'session.changed',
    { kind: 'open' },
    1,
  ])
  await app.close()
  const again = (await start({ policy })).bridgeAt(1)
  expect(await again['session.read']({})).toMatchObject({ kind: 'locked', password: true })
  orThrow(await again['session.unlock']({ password: passphrase }))
  orThrow(await again['vault.storeKey']({}))
})

test('[PO18] a policy that comes while an account is open shuts it at once, and lets it go on when it is taken back', async () => {
  const { app, told, policy } = await setup({})
  const bridge = app.bridgeAt(1)
  orThrow(await bridge['vault.storeKey']({}))
  let from = told.length
  const heard = () => told.slice(from).map(([name]) => name)
  policy.set(required)
  expect(heard()).toEqual(['policy.changed', 'session.changed', 'seats.changed'])
  expect(await bridge['vault.storeKey']({})).toEqual(locked)
  from = told.length
  policy.set({ ...required, MaxFileMb: 7 })
  expect(heard()).toEqual(['policy.changed'])
  policy.set({})
  orThrow(await bridge['vault.storeKey']({}))
  expect(told.at(-2)).toMatchObject(['session.changed', { kind: 'open' }, 1])
})
