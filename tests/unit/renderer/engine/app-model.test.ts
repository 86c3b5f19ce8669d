import { expect, test } from 'vitest'
import { fail, ok, type Result } from '../../../../core/base/result.ts'
import type { Account, PageBridge, SessionState } from '../../../../core/bridge/contract.ts'
import type { Engine } from '../../../../core/engine/engine.ts'
import { deviceId } from '../../../../core/protocol/ids.ts'
import {
  type AppModel,
  type AppState,
  createAppModel,
  type OpenAccountFailure,
} from '../../../../renderer/engine/app-model.ts'
import { createFakeEngine, type FakeEngine } from '../../../support/fake-engine.ts'
import { person } from '../../../support/shown-message.ts'
import { until } from '../../../support/until.ts'

const accountOf = (letter: 'a' | 'b'): Account => ({
  user: person(letter),
  device: deviceId(letter.repeat(32)),
  username: letter,
  displayName: letter.toUpperCase(),
  relay: 'ws://relay.test/v1/sync',
})
const signedOut: SessionState = { kind: 'signed-out', server: 'http://relay.test' }
const open = (letter: 'a' | 'b'): SessionState => ({ kind: 'open', account: accountOf(letter) })

interface World {
  readonly model: AppModel
  readonly tell: (session: SessionState) => void
  /** Ends the engine that was opened last, as when another window's was shown and has come to its end. */
  readonly end: (failure: OpenAccountFailure) => void
  readonly engines: Array<FakeEngine>
  /** What the next accounts open to, instead of an engine. */
  readonly failures: Array<OpenAccountFailure>
}

function setupApp(first: SessionState): World {
  let listener: (session: SessionState) => void = () => undefined
  let end: World['end'] = () => undefined
  const engines: Array<FakeEngine> = []
  const failures: Array<OpenAccountFailure> = []
  const openAccount = async (
    _: Account,
    failed: World['end'],
  ): Promise<Result<Engine, OpenAccountFailure>> => {
    end = failed
    const failure = failures.shift()
    if (failure !== undefined) return fail(failure)
    const engine = createFakeEngine()
    engines.push(engine)
    return ok(engine)
  }
  const bridge = {
    call: () => Promise.resolve(first),
    listen: (_: string, heard: (session: SessionState) => void) => {
      listener = heard
      return () => undefined
    },
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the bridge, two calls are used here
  const model = createAppModel({ bridge: bridge as PageBridge, openAccount })
  return { model, tell: (session) => listener(session), end: (failure) => end(failure), engines, failures }
}

const reached = (model: AppModel, kind: AppState['kind']): Promise<AppState> =>
  until(model.state, (state) => state.kind === kind)

test('it follows main from signed out over open to locked, and closes what it opened', async () => {
  const { model, tell, engines } = setupApp(signedOut)
  await model.start()
  expect(model.state.read()).toEqual(signedOut)
  tell(open('a'))
  await reached(model, 'ready')

  tell({
    kind: 'locked',
    user: person('a'),
    username: 'a',
    displayName: 'A',
    password: true,
    recovery: 'none',
  })
  await reached(model, 'locked')
  tell(open('a'))
  await reached(model, 'ready')
  expect(engines[0]?.calls).toEqual(['close'])
  expect(engines).toHaveLength(2)
})

test('one account is left for good before the next is entered', async () => {
  const { model, tell, engines } = setupApp(open('a'))
  await model.start()
  const order: Array<string> = []
  const engine = engines[0]
  if (engine !== undefined) {
    Object.assign(engine, {
      close: async () => {
        await Promise.resolve()
        order.push(`closed, ${engines.length} opened`)
      },
    })
  }
  tell(open('b'))
  await reached(model, 'opening')
  await reached(model, 'ready')
  expect(order).toEqual(['closed, 1 opened'])
})

test('the same account told of again wakes the engine, for there is a fresh token', async () => {
  const { model, tell, engines } = setupApp(open('a'))
  await model.start()
  tell(open('a'))
  await expect.poll(() => engines[0]?.calls).toEqual(['wake'])
  model.wake()
  expect(engines[0]?.calls).toEqual(['wake', 'wake'])
})

test('[WN7] an engine that has ended is closed, and the person may try again', async () => {
  const { model, end, engines } = setupApp(open('a'))
  await model.start()
  end({ kind: 'outbox', failure: { kind: 'locked' } })
  expect(model.state.read()).toMatchObject({ kind: 'failed', failure: { kind: 'outbox' } })
  expect(engines[0]?.calls).toEqual(['close'])
  await model.retry()
  expect(model.state.read().kind).toBe('ready')
  expect(engines).toHaveLength(2)
})

test('an account that cannot be opened may be tried again', async () => {
  const { model, failures } = setupApp(open('a'))
  failures.push({ kind: 'store', failure: { kind: 'full' } })
  await model.start()
  expect(model.state.read()).toMatchObject({ kind: 'failed', failure: { kind: 'store' } })
  await model.retry()
  expect(model.state.read().kind).toBe('ready')
})
