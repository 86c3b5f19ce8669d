import { expect, test } from 'vitest'
import type { PageBridge, RootBridge } from '../../../../core/bridge/contract.ts'
import { seatBridge } from '../../../../renderer/platform/seat-bridge.ts'

/** A root whose seats fail each call with that. */
function rootFailing(message: string): RootBridge {
  const bridge: PageBridge = {
    call: () => Promise.reject(new Error(message)),
    listen: () => () => undefined,
  }
  return { ...bridge, at: () => bridge }
}

test.each(['no such seat', "Error invoking remote method 'bridge': Defect: no such seat"])(
  '[SE4] what is asked as a seat goes fails for nobody: %s',
  async (message) => {
    const answered = seatBridge(rootFailing(message), 2).call('app.info', {})
    const first = await Promise.race([answered, new Promise((resolve) => setTimeout(resolve, 0, 'none'))])
    expect(first).toBe('none')
  },
)

test('any other failure is one', async () => {
  await expect(seatBridge(rootFailing('failed'), 2).call('app.info', {})).rejects.toThrow('failed')
})
