import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import type { Fetch } from '../../main/sign-in/relay-api.ts'
import { appPassword as password } from '../support/app-person.ts'
import { beginSealed, createWorld, failed, hasTexts, write } from '../support/own-devices.ts'
import { until } from '../support/until.ts'

test('[RV10] [RV12] [TR11] [DL16] with the code, an empty machine gets identity and history back', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
  await write(ada, dm, 'before the code')
  expect(await until(ada.recovery.state, ({ kind }) => kind !== 'unknown')).toEqual({
    kind: 'not-set-up',
    nudge: true,
  })
  expect(await ada.recovery.confirm()).toMatchObject(failed('failed'))
  expect(await ada.recovery.prepare('wrong password')).toEqual(failed('wrong-password'))
  const code = orThrow(await ada.recovery.prepare(password))
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{36}$/)
  orThrow(await ada.recovery.confirm())
  await until(ada.recovery.state, ({ kind }) => kind === 'set-up')
  await ada.close() // the machine is gone

  const empty = await start('ada', { deviceName: 'Empty machine' })
  await until(empty.linking.ways, ({ recovery }) => recovery)
  const there = await empty.open(dm)
  expect(await empty.recovery.restore(`${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`)).toEqual(
    failed('mistyped'),
  )
  expect(await empty.recovery.restore(code.slice(1))).toEqual(failed('mistyped'))
  orThrow(await empty.recovery.restore(code.toLowerCase()))
  await until(there.view, hasTexts('before the code'))
  expect(await until(empty.recovery.state, ({ kind }) => kind === 'set-up')).toMatchObject({ renewed: false })
  // Whoever is there lets it in, and it is heard again.
  orThrow(await there.post('I am back'))
  await until((await bob.open(dm)).view, hasTexts('before the code', 'I am back'))
  // And those who write with her see how she came back, and after another change of her list too.
  const events = (await bob.bridge.call('trust.of', { conversation: dm }))?.events ?? []
  expect(events.filter(({ user }) => user === ada.account.user)).toMatchObject([
    { kind: 'recovered', device: 'Empty machine' },
  ])
  const known = await bob.bridge.call('keys.state', {})
  expect(known).toBe('ready')
})

test('[RV13] a code that was replaced, one of nobody, and no copy at all are told apart', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  const stranger = await start('ada')
  const foreign = await start('eve')
  const evesCode = orThrow(await foreign.recovery.prepare(password))
  expect(await stranger.recovery.restore(evesCode)).toEqual(failed('no-copy'))
  expect(await stranger.recovery.prepare(password)).toEqual(failed('not-primary'))

  const first = orThrow(await ada.recovery.prepare(password))
  orThrow(await ada.recovery.confirm())
  ada.recovery.discard()
  const second = orThrow(await ada.recovery.prepare(password))
  orThrow(await ada.recovery.confirm())
  expect(await until(ada.recovery.state, (state) => state.kind === 'set-up' && state.renewed)).toBeDefined()
  expect(await stranger.recovery.restore(first)).toMatchObject(failed('replaced'))
  expect(await stranger.recovery.restore(evesCode)).toEqual(failed('wrong-code'))
  orThrow(await stranger.recovery.restore(second))
  const own = await until(
    stranger.devices.own,
    (devices) => devices?.every(({ lastSeen }) => lastSeen !== undefined) ?? false,
  )
  expect(own).toHaveLength(2)
})

test('[RV14] an older copy than the list of devices tells of is not taken', async () => {
  const { start } = await createWorld()
  const ada = await start('ada')
  let kept: string | undefined
  const lying: Fetch = async (url, options) => {
    const answer = await fetch(url, options)
    if (!url.endsWith('/v1/keys/backup') || options.method !== 'GET') return answer
    kept ??= await answer.text()
    return new Response(kept, { status: 200 })
  }
  const code = orThrow(await ada.recovery.prepare(password))
  orThrow(await ada.recovery.confirm())
  const empty = await start('ada', { fetch: lying })
  orThrow(await empty.recovery.restore(code))
  const other = await start('ada', { fetch: lying })
  const second = orThrow(await ada.recovery.prepare(password))
  orThrow(await ada.recovery.confirm())
  expect(await other.recovery.restore(code)).toMatchObject(failed('old-copy'))
  expect(await other.recovery.restore(second)).toMatchObject(failed('wrong-code'))
})

test('[AN1] whoever begins anew is another key to everybody, and their history is closed', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
  await write(ada, dm, 'of the old key')
  await until((await bob.open(dm)).view, hasTexts('of the old key'))
  const anew = await start('ada', { deviceName: 'Anew' })
  expect(await anew.linking.startAnew('wrong password')).toEqual(failed('wrong-password'))
  const changed = new Promise((resolve) => {
    bob.bridge.listen('people.changed', ({ user }) => {
      if (user === ada.account.user) resolve(user)
    })
  })
  orThrow(await anew.linking.startAnew(password))
  await changed
  await until(ada.engine().connection, ({ kind }) => kind === 'stopped')
  expect(await until(anew.linking.linked, (linked) => linked === true)).toBe(true)
  const there = await anew.open(dm)
  expect(there.view.read().messages).toEqual([])
  await write(bob, dm, 'who are you?')
  await until(there.view, hasTexts('who are you?'))
  expect(await anew.linking.startAnew(password)).toMatchObject(failed('failed'))
})
