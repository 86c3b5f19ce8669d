import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../core/base/defect.ts'
import { userId } from '../../../core/protocol/ids.ts'
import type { StoreWrite } from '../../../core/storage/local-store.ts'
import { claimsKey } from '../../../core/sync/conversation-record.ts'
import { deliveriesOf, general, openIn, settled, textsOf, workspace } from '../../support/devices.ts'
import { damagedValue, garbage, setupStoreWorld } from '../../support/store-world.ts'

describe('a damaged store', () => {
  const parts: ReadonlyArray<readonly [string, StoreWrite]> = [
    ['the record of a conversation', { kind: 'conversation', conversation: general, record: garbage }],
    ['a segment', { kind: 'segment', conversation: general, segment: 0, blob: garbage }],
    ['the tail of a segment', { kind: 'append-tail', conversation: general, segment: 0, update: garbage }],
    ['the claims', damagedValue(claimsKey(general))],
    ['the directory', damagedValue('directory')],
    ['the members', damagedValue(`directory/${workspace}/0`)],
    ['members that are gone', { kind: 'value', key: `directory/${workspace}/a`, value: undefined }],
  ]
  test.each(parts)('[LS1] %s: comes again, and the person is told', async (_, damage) => {
    const { world, alice, say, cut, reconnect } = await setupStoreWorld()
    await say('on the relay')
    cut()
    world.clock.advance(1)
    await openIn(alice).post('queued')
    world.clock.advance(1_000)
    await settled()
    alice.kill()
    orThrow(await alice.disk().write([damage], { durable: true }))

    await alice.start()
    await reconnect()
    const opened = openIn(alice)
    await world.deliverAll()
    world.clock.advance(1_000)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'on the relay', 'queued'])
    expect(deliveriesOf(opened)).toEqual([undefined, 'relay', 'relay'])
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
    expect(alice.engine().directory.read().workspaces).toMatchObject([{ name: 'Office' }])
    expect(alice.engine().member(workspace, userId('a'.repeat(32)))?.name).toBe('Ada')

    await alice.engine().close()
    await alice.start()
    openIn(alice)
    await world.deliverAll()
    expect(textsOf(openIn(alice))).toEqual(['from bob', 'on the relay', 'queued'])
    expect(alice.engine().trouble.read()).toBeUndefined()
  })

  test('[LS1] a record of an older version is taken for none', async () => {
    const { world, alice, say } = await setupStoreWorld()
    await say('one')
    alice.kill()
    const old = Uint8Array.of(0xa1, 0x67, ...new TextEncoder().encode('version'), 0x01)
    await alice
      .disk()
      .write([{ kind: 'conversation', conversation: general, record: old }], { durable: true })
    await alice.start()
    await world.deliverAll()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one'])
  })

  test('[LS2] rows that are missing are noticed, and come again', async () => {
    const { world, alice, say } = await setupStoreWorld()
    await say('one')
    await say('two')
    alice.kill()
    await alice
      .disk()
      .write([{ kind: 'segment', conversation: general, segment: 0, blob: undefined }], { durable: true })
    await alice.start()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one', 'two'])
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
    expect(alice.reports).toContainEqual({ kind: 'segment-damaged', conversation: general, segment: 0 })
  })

  test('[LS2] the last rows of a tail are missed too', async () => {
    const { world, alice, say } = await setupStoreWorld()
    await say('one')
    await say('two')
    alice.kill()
    const { blob, tail } = orThrow(await alice.disk().segment(general, 0))
    expect(blob).toBeUndefined()
    expect(tail.length).toBeGreaterThan(1)
    const rest = tail.slice(0, -1).map((update): StoreWrite => {
      return { kind: 'append-tail', conversation: general, segment: 0, update }
    })
    const clear: StoreWrite = { kind: 'segment', conversation: general, segment: 0, blob: undefined }
    await alice.disk().write([clear, ...rest], { durable: true })
    await alice.start()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one', 'two'])
    expect(alice.engine().trouble.read()).toEqual({ kind: 'repaired', parts: 1 })
  })
})

describe('a store that is gone', () => {
  test('[LS3] under a running app: what is on the screen stays and is stored again, and all goes on', async () => {
    const { world, alice, say, cut, reconnect } = await setupStoreWorld()
    const opened = openIn(alice)
    await say('on the relay')
    cut()
    world.clock.advance(1)
    await opened.post('queued')
    alice.wipe()
    await settled()
    expect(textsOf(opened)).toEqual(['from bob', 'on the relay', 'queued'])
    expect(alice.engine().trouble.read()).toEqual({ kind: 'lost' })
    world.clock.advance(1)
    orThrow(await opened.post('and on'))

    alice.kill()
    await alice.start()
    expect(alice.engine().directory.read().workspaces).toMatchObject([{ name: 'Office' }])
    const again = openIn(alice)
    await settled()
    expect(textsOf(again), 'still without a network').toEqual([
      'from bob',
      'on the relay',
      'queued',
      'and on',
    ])
    expect(alice.engine().trouble.read()).toBeUndefined()
    await reconnect()
    expect(deliveriesOf(again)).toEqual([undefined, 'relay', 'relay', 'relay'])
  })

  test('[LS3] what was not in memory comes again from the relay, and a draft in view is kept', async () => {
    const { world, alice, say } = await setupStoreWorld()
    await say('one')
    await alice.engine().close()
    await alice.start()
    await world.deliverAll()
    alice.wipe()
    await settled()
    const opened = openIn(alice)
    opened.setDraft('half a thought')
    world.clock.advance(500)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'one'])
    alice.wipe()
    await settled()
    alice.kill()
    await alice.start()
    const again = openIn(alice)
    await settled()
    expect(again.view.read().draft).toBe('half a thought')
  })

  test('[LS4] under a stopped app: relay and journal have everything, and the person is told', async () => {
    const { world, alice, say, cut, reconnect } = await setupStoreWorld()
    await say('on the relay')
    cut()
    world.clock.advance(1)
    await openIn(alice).post('queued')
    alice.kill()
    alice.wipe()
    const appended = world.relay.log(general).length
    await alice.start()
    expect(alice.engine().trouble.read()).toEqual({ kind: 'lost' })
    await reconnect()
    const opened = openIn(alice)
    await world.deliverAll()
    expect(textsOf(opened)).toEqual(['from bob', 'on the relay', 'queued'])
    expect(deliveriesOf(opened)).toEqual([undefined, 'relay', 'relay'])
    expect(world.relay.log(general), 'nothing but what was queued went up').toHaveLength(appended + 1)
  })

  test('[LS4] a device that is new is told nothing', async () => {
    const { world } = await setupStoreWorld()
    const carol = world.device(3)
    await carol.start()
    await world.deliverAll()
    expect(carol.engine().trouble.read()).toBeUndefined()
  })
})
