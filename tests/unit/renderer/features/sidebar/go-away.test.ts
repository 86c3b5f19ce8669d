import { expect, test } from 'vitest'
import type { PageBridge } from '../../../../../core/bridge/contract.ts'
import { beginSignOut, lockNow, signOut } from '../../../../../renderer/features/sidebar/go-away.ts'
import { createToasts } from '../../../../../renderer/ui/toasts.ts'
import { createVirtualClock } from '../../../../support/virtual-clock.ts'

function setup() {
  const steps: Array<string> = []
  const toasts = createToasts(createVirtualClock())
  const bridge: PageBridge = {
    call: async (name) => {
      steps.push(name)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is asked here answers nothing
      return undefined as never
    },
    listen: () => () => undefined,
  }
  const done = async (): Promise<void> => {
    await new Promise(setImmediate)
    steps.push('deleted')
  }
  toasts.say({ text: 'deleting', done })
  return { steps, page: { bridge, toasts } }
}

test('a confirmed deletion is done before the account is locked or signed out', async () => {
  const locked = setup()
  await lockNow(locked.page)
  expect(locked.steps).toEqual(['deleted', 'session.lock'])
  const signedOut = setup()
  await signOut(signedOut.page)
  expect(signedOut.steps).toEqual(['deleted', 'session.signOut'])
})

test('signing out asks if the deletion itself waits to be sent', async () => {
  const { steps, page } = setup()
  const queued = (): number => steps.filter((step) => step === 'deleted').length
  await beginSignOut(page, queued, () => void steps.push('asked'))
  expect(steps).toEqual(['deleted', 'asked'])
  const empty = setup()
  await beginSignOut(
    empty.page,
    () => 0,
    () => void empty.steps.push('asked'),
  )
  expect(empty.steps).toEqual(['deleted', 'session.signOut'])
})
