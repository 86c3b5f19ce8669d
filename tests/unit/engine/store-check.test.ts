import { describe, expect, test } from 'vitest'
import type { StoreWrite } from '../../../core/storage/local-store.ts'
import { claimsKey } from '../../../core/sync/conversation-record.ts'
import { general, openIn, settled, textsOf } from '../../support/devices.ts'
import { damagedValue, setupStoreWorld } from '../../support/store-world.ts'

describe('the check in the background', () => {
  const dropSegment: StoreWrite = { kind: 'segment', conversation: general, segment: 0, blob: undefined }

  test('[LS5] finds what nobody has opened, and asks the relay for it when it is wanted', async () => {
    const { world, alice, say } = await setupStoreWorld()
    await say('one')
    await alice.engine().close()
    await alice.disk().write([dropSegment], { durable: true })
    await alice.start()
    await world.deliverAll()
    expect(alice.engine().trouble.read()).toBeUndefined()
    world.clock.advance(31_000)
    await world.deliverAll()
    world.clock.advance(1_000)
    await world.deliverAll()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one'])
  })

  test('[LS5] what is in memory is stored again at once', async () => {
    const { world, alice, say } = await setupStoreWorld()
    await say('one')
    await alice.disk().write([dropSegment, damagedValue(claimsKey(general))], { durable: true })
    world.clock.advance(31_000)
    await world.deliverAll()
    world.clock.advance(1_000)
    await world.deliverAll()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 2 })
    alice.kill()
    world.relay.settings.isDown = true
    await alice.start()
    openIn(alice)
    await settled()
    expect(textsOf(openIn(alice))).toEqual(['from bob', 'one'])
    expect(alice.engine().trouble.read()).toBeUndefined()
  })

  test('[LS5] comes once a day', async () => {
    const { world, alice, say } = await setupStoreWorld()
    await say('one')
    for (let each = 0; each < 3; each++) {
      world.clock.advance(31_000)
      await world.deliverAll()
    }
    await alice.engine().close()
    await alice.disk().write([dropSegment], { durable: true })
    await alice.start()
    await world.deliverAll()
    world.clock.advance(60_000)
    await world.deliverAll()
    expect(alice.engine().trouble.read()).toBeUndefined()
    await alice.engine().close()
    world.clock.advance(86_400_000)
    await alice.start()
    for (let each = 0; each < 3; each++) {
      world.clock.advance(31_000)
      await world.deliverAll()
    }
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
  })
})

describe('a full disk', () => {
  test('[LS6] what it could not take gets there by itself once there is room', async () => {
    const { world, alice, say } = await setupStoreWorld()
    const opened = openIn(alice)
    alice.faults.store = 'full'
    await say('one')
    opened.setDraft('half a thought')
    world.clock.advance(500)
    await settled()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'full' })
    expect(textsOf(opened)).toEqual(['from bob', 'one'])
    world.clock.advance(5_000)
    await settled()
    expect(alice.engine().trouble.read(), 'still full').toEqual({ kind: 'full' })
    alice.faults.store = 'none'
    world.clock.advance(10_000)
    await settled()
    expect(alice.engine().trouble.read()).toBeUndefined()

    world.relay.settings.isDown = true
    alice.kill()
    await alice.start()
    const again = openIn(alice)
    await settled()
    expect(textsOf(again)).toEqual(['from bob', 'one'])
    expect(again.view.read().draft).toBe('half a thought')
  })

  test('[LS6] one conversation that is stored does not hide another that is not', async () => {
    const { alice, say } = await setupStoreWorld()
    alice.faults.store = 'full'
    await say('one')
    alice.faults.store = 'none'
    openIn(alice).setDraft('stored')
    expect(alice.engine().trouble.read()).toEqual({ kind: 'full' })
  })
})
