import { describe, expect, test } from 'vitest'
import { createWorld, deliveriesOf, openIn, textsOf } from '../../support/devices.ts'

describe('two devices and a relay', () => {
  test('a message goes from one to the other', async () => {
    const { device, deliverAll } = createWorld()
    const [alice, bob] = [device(1), device(2)]
    await alice.start()
    await bob.start()
    await deliverAll()

    const [hers, his] = [openIn(alice), openIn(bob)]
    await deliverAll()
    expect(await hers.post('Hello')).toMatchObject({ ok: true })
    expect(textsOf(hers)).toEqual(['Hello'])
    expect(deliveriesOf(hers)).toEqual(['queued'])
    await deliverAll()
    expect(deliveriesOf(hers)).toEqual(['relay'])
    expect(textsOf(his)).toEqual(['Hello'])
    expect(deliveriesOf(his)).toEqual([undefined])
  })
})
