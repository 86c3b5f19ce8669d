import { expect, test } from 'vitest'
import { createCell } from '../../../core/base/readable.ts'
import { fail, ok, type Result } from '../../../core/base/result.ts'
import type { SignInFailure } from '../../../core/bridge/contract.ts'
import type { ConnectionState } from '../../../core/engine/engine.ts'
import { signInWhenAsked } from '../../../headless/enter-account.ts'
import { createLocalBridge } from '../../../headless/local-bridge.ts'
import { settled } from '../../support/devices.ts'
import { createSeededRandom } from '../../support/seeded-random.ts'
import { createTestBridge } from '../../support/test-bridge.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const state = (kind: 'online' | 'signed-out'): ConnectionState => ({ kind, queued: 0, syncedAt: undefined })

function setup(...answers: ReadonlyArray<Result<undefined, SignInFailure>>) {
  const { bridge } = createTestBridge()
  const account = { username: 'robot' }
  let asked = 0
  let woken = 0
  const left = [...answers]
  const local = createLocalBridge().serve(bridge)
  const connection = createCell<ConnectionState>(state('online'))
  const clock = createVirtualClock()
  const stop = signInWhenAsked({
    bridge: {
      listen: local.listen,
      call: async (name, input) => {
        const answer = await local.call(name, input)
        if (name !== 'session.signIn') return answer
        asked += 1
        const next = left.shift()
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer to the one call that is made
        return (next?.ok === true ? ok(account) : next) as typeof answer
      },
    },
    engine: { connection, wake: () => void (woken += 1) },
    credentials: { username: 'robot', passphrase: 'correct horse battery' },
    clock,
    random: createSeededRandom(1),
  })
  return { connection, clock, stop, asked: () => asked, woken: () => woken }
}

test('[HC8] whose session has ended signs in again, after waits while the relay does not answer', async () => {
  const busy = fail({ kind: 'unreachable' } as const)
  const { connection, clock, asked, woken, stop } = setup(busy, busy, ok(undefined))
  await settled()
  expect(asked()).toBe(0)
  connection.write(state('signed-out'))
  await settled()
  expect(asked()).toBe(1)
  for (let second = 0; second < 3; second++) {
    clock.advance(1_000)
    await settled()
  }
  expect(asked()).toBe(3)
  expect(woken()).toBe(1)
  stop()
})

test('[HC8] a password that is wrong by now is tried once, and nothing runs on once it is stopped', async () => {
  const wrong = setup(fail({ kind: 'wrong-credentials' } as const))
  wrong.connection.write(state('signed-out'))
  await settled()
  wrong.clock.advance(600_000)
  await settled()
  expect(wrong.asked()).toBe(1)
  expect(wrong.woken()).toBe(0)
  wrong.stop()

  const stopped = setup(fail({ kind: 'unreachable' } as const), ok(undefined))
  stopped.connection.write(state('signed-out'))
  await settled()
  expect(stopped.clock.pending()).toBe(1)
  stopped.stop()
  expect(stopped.clock.pending()).toBe(0)
  stopped.clock.advance(600_000)
  stopped.connection.write(state('online'))
  stopped.connection.write(state('signed-out'))
  await settled()
  expect(stopped.asked()).toBe(1)
})
