import { expect, test } from 'vitest'
import { orThrow } from '../../core/base/defect.ts'
import { millis } from '../../core/base/clock.ts'
import type { OpenConversation } from '../../core/engine/engine.ts'
import { choicesChanged } from '../../core/engine/personal/own-choices.ts'
import { encodeEphemeral, type Ephemeral } from '../../core/protocol/ephemeral.ts'
import { openSession } from '../support/socket-client.ts'
import { until } from '../support/until.ts'
import { beginSealed, createWorld, directIn, hasTexts, isOnRelay } from '../support/own-devices.ts'

type View = ReturnType<OpenConversation['view']['read']>
const deliveries = ({ messages }: View) => messages.flatMap(({ delivery }) => delivery?.kind ?? [])
const isArrived = (view: View): boolean => deliveries(view).every((kind) => kind === 'arrived')

test('[CR93] [CS22] what lies on the other’s device is delivered though nobody looks, then seen', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
  const here = await ada.open(dm)
  const first = orThrow(await here.post('hello'))
  await until(here.view, isArrived)
  expect(here.view.read().seen).toBeUndefined()
  const there = await bob.open(dm)
  await until(there.view, hasTexts('hello'))
  there.markSeen()
  await until(here.view, ({ seen }) => seen?.message === first)
  expect(deliveries(here.view.read())).toEqual(['read'])

  // What was read stays so, whatever is written after it, and over a restart.
  await bob.stopEngine()
  orThrow(await here.post('and again'))
  await until(here.view, isOnRelay)
  expect(deliveries(here.view.read())).toEqual(['read', 'relay'])
  await ada.restartEngine()
  const again = await ada.open(dm)
  await until(again.view, hasTexts('hello', 'and again'))
  expect(deliveries(again.view.read())).toEqual(['read', 'relay'])
})

test('[CS22] [CS23] who had gone by then finds it in what the other wrote, though that was not read; a restart keeps it', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
  await bob.stopEngine()
  const here = await ada.open(dm)
  orThrow(await here.post('hello'))
  await until(here.view, isOnRelay)
  expect(deliveries(here.view.read())).toEqual(['relay'])
  await ada.stopEngine()
  await bob.restartEngine()
  const there = await bob.open(dm)
  await until(there.view, hasTexts('hello'))
  await until(bob.engine().directory, () => directIn(bob, dm)?.unread === true)
  orThrow(await there.post('from my watch'))
  await until(there.view, isOnRelay)
  await bob.stopEngine()
  for (let start = 0; start < 2; start++) {
    await ada.restartEngine()
    const again = await ada.open(dm)
    await until(again.view, hasTexts('hello', 'from my watch'))
    expect(deliveries(again.view.read())).toEqual(['arrived'])
    expect(again.view.read().seen).toBeUndefined()
  }
})

test('[PS17] [CS22] who hides their reading says nothing of what arrived, and is shown nothing of it', async () => {
  const { workspace, start } = await createWorld()
  const [ada, bob] = [await start('ada'), await start('bob')]
  const dm = await beginSealed(ada, workspace, bob)
  const choose = async (hidesReading: true | undefined) => {
    const personal = bob.engine().personal(workspace)
    for (const [key, value] of choicesChanged({ hidesReading }, millis(Date.now())))
      orThrow(await personal.set(key, value))
  }
  await choose(true)
  const here = await ada.open(dm)
  orThrow(await here.post('hello'))
  const there = await bob.open(dm)
  await until(there.view, hasTexts('hello'))
  orThrow(await there.post('hello you'))
  await until(here.view, hasTexts('hello', 'hello you'))
  orThrow(await here.post('you?')) // Ada's device says here that it has what Bob wrote
  await until(there.view, hasTexts('hello', 'hello you', 'you?'))
  expect(deliveries(here.view.read())).not.toContain('arrived')
  expect(deliveries(there.view.read())).toEqual(['relay'])
  await choose(undefined)
  await until(there.view, isArrived)
})

test('[CS23] one of a group says whatever they like of arriving, in their own name alone', async () => {
  const { relay, workspace, start } = await createWorld()
  const [ada, bob, eve] = [await start('ada'), await start('bob'), await start('eve')]
  const group = await beginSealed(ada, workspace, bob, eve)
  const here = await ada.open(group)
  orThrow(await here.post('hello'))
  await until(here.view, isArrived)
  for (const { stopEngine } of [bob, eve]) await stopEngine()
  orThrow(await here.post('and who has this?'))
  await until(here.view, isOnRelay)

  const { user, device } = eve.account // from here on Eve's device runs something else
  const accessToken = orThrow(await eve.bridge.call('session.token', {}))
  const socket = await openSession(relay, { user, device, session: { accessToken } })
  const seal = (said: Ephemeral) =>
    eve.bridge.call('sealed.sealEphemeral', {
      conversation: group,
      body: new Uint8Array(encodeEphemeral(said)),
    })
  const far = await seal({ kind: 'arrived', seq: Number.MAX_SAFE_INTEGER })
  const typing = await seal({ kind: 'typing', on: true, thread: undefined })
  for (const body of [far, typing])
    socket.send({ kind: 'ephemeral', conversation: group, body: body ?? new Uint8Array() })
  await until(here.view, ({ typing: users }) => users.includes(user)) // so that it was heard
  expect(deliveries(here.view.read())).toEqual(['arrived', 'relay'])
  socket.close()
  await bob.restartEngine()
  await until(here.view, isArrived)
})
