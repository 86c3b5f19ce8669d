/** Within the app's own page, signed in: fills the store of its account, as `store-page.ts` does it for one of no account. */
import { Defect, orThrow } from '../../core/base/defect.ts'
import { openIndexedDbStore } from '../../renderer/platform/indexeddb-store.ts'
import { importStoreKey } from '../../renderer/platform/record-cipher.ts'
import { systemRandom } from '../../renderer/platform/system.ts'
import type { FillOrder } from '../lib/fill-order.ts'
import { fillStore } from './fill-store.ts'

/** All conversations have the same segments, which come as base64: the app's page may fetch from nowhere. */
async function fill(order: FillOrder, segments: ReadonlyArray<string>): Promise<void> {
  const state = await window.bridge.call('session.read', {})
  if (state.kind !== 'open') throw new Defect('nobody is signed in')
  const key = await importStoreKey(orThrow(await window.bridge.call('vault.storeKey', {})))
  const { user } = state.account
  const store = orThrow(await openIndexedDbStore({ user, key, random: systemRandom }))
  const bytes = segments.map((text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)))
  await fillStore(store, user, order, async (_, segment) => bytes[segment] ?? new Uint8Array())
  await store.close()
}

Object.assign(globalThis, { bench: { fill } })
