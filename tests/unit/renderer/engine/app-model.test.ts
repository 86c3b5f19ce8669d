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
import type { SolePage } from '../../../../renderer/platform/sole-page.ts'
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
  /** Makes the other page let go, or asks this one to. */
  readonly lock: { takenElsewhere: boolean; held: Set<string>; lost: (() => Promise<void>) | undefined }
  readonly engines: Array<FakeEngine>
  /** What the next accounts open to, instead of an engine. */
  readonly failures: Array<OpenAccountFailure>
}

function setupApp(first: SessionState): World {
  let listener: (session: SessionState) => void = () => undefined
  const lock: World['lock'] = { takenElsewhere: false, held: new Set(), lost: undefined }
  const engines: Array<FakeEngine> = []
  const failures: Array<OpenAccountFailure> = []
  const solePage: SolePage = {
    claim: async (name, mode, lost) => {
      if (lock.takenElsewhere && mode === 'if-free') return undefined
      expect(lock.held.has(name), 'a lock is held once').toBe(false)
      lock.held.add(name)
      lock.lost = lost
      return { release: () => void lock.held.delete(name) }
    },
  }
  const openAccount = async (): Promise<Result<Engine, OpenAccountFailure>> => {
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
  const model = createAppModel({ bridge: bridge as PageBridge, solePage, openAccount })
  return { model, tell: (session) => listener(session), lock, engines, failures }
}

const reached = (model: AppModel, kind: AppState['kind']): Promise<AppState> =>
  until(model.state, (state) => state.kind === kind)

test('it follows main from signed out over open to locked, and closes what it opened', async () => {
  const { model, tell, engines, lock } = setupApp(signedOut)
  await model.start()
  expect(model.state.read()).toEqual(signedOut)
  tell(open('a'))
  await reached(model, 'ready')
  expect(lock.held.size).toBe(1)

  tell({ kind: 'locked', username: 'a', displayName: 'A' })
  await reached(model, 'locked')
  tell(open('a'))
  await reached(model, 'ready')
  expect(engines[0]?.calls).toEqual(['close'])
  expect(engines).toHaveLength(2)
})

test('the engine is closed before the lock is let go', async () => {
  const { model, tell, engines, lock } = setupApp(open('a'))
  await model.start()
  const order: Array<string> = []
  const engine = engines[0]
  if (engine !== undefined) {
    Object.assign(engine, {
      close: async () => {
        await Promise.resolve()
        order.push(`closed, ${lock.held.size} held`)
      },
    })
  }
  tell(open('b'))
  await reached(model, 'opening')
  await reached(model, 'ready')
  expect(order).toEqual(['closed, 1 held'])
  expect([...lock.held]).toEqual([`tidings:${'b'.repeat(32)}`])
})

test('the same account told of again wakes the engine, for there is a fresh token', async () => {
  const { model, tell, engines } = setupApp(open('a'))
  await model.start()
  tell(open('a'))
  await expect.poll(() => engines[0]?.calls).toEqual(['wake'])
  model.wake()
  expect(engines[0]?.calls).toEqual(['wake', 'wake'])
})

test('another page that holds the account is left alone until the person takes over', async () => {
  const { model, lock, engines } = setupApp(open('a'))
  lock.takenElsewhere = true
  await model.start()
  expect(model.state.read().kind).toBe('elsewhere')
  expect(engines).toHaveLength(0)
  await model.takeOver()
  expect(model.state.read().kind).toBe('ready')
})

test('a page that loses the account closes its engine and says where it is', async () => {
  const { model, lock, engines } = setupApp(open('a'))
  await model.start()
  const lost = lock.lost?.()
  expect(model.state.read().kind).toBe('elsewhere')
  await lost
  expect(engines[0]?.calls).toEqual(['close'])
  expect(lock.held.size).toBe(0)
})

test('an account that cannot be opened lets its lock go and may be tried again', async () => {
  const { model, lock, failures } = setupApp(open('a'))
  failures.push({ kind: 'store', failure: { kind: 'full' } })
  await model.start()
  expect(model.state.read()).toMatchObject({ kind: 'failed', failure: { kind: 'store' } })
  expect(lock.held.size).toBe(0)
  await model.retry()
  expect(model.state.read().kind).toBe('ready')
})
