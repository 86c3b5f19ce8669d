import { expect, test } from 'vitest'
import { conversationA } from '../../../contracts/outbox-contract.ts'
import { createBridgeOutbox } from '../../../../core/engine/over-bridge/bridge-outbox.ts'

test('a call that main did not answer has failed, and says so as data', async () => {
  const outbox = createBridgeOutbox({
    call: () => Promise.reject(new Error('the socket closed')),
    listen: () => () => undefined,
  })
  const failed = { ok: false, failure: { kind: 'failed', detail: 'Error: the socket closed' } }
  expect(await outbox.open()).toEqual(failed)
  expect(await outbox.append([])).toEqual(failed)
  expect(await outbox.remove([])).toEqual(failed)
  expect(await outbox.replace(conversationA, { entries: [], nextCounter: 0 })).toEqual(failed)
})
