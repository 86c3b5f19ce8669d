/** Keys over weeks: what is wrapped to, what is kept, and what is not lost when a disk fails. */
import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { decodeSealed } from '../../../../core/sealed/sealed-entry.ts'
import { createFaultyDisk } from '../../../support/faulty-disk.ts'
import { createSealedWorld, someUser } from '../../../support/sealed-holders.ts'
import { readTexts, text, textOf } from '../../../support/sealed-texts.ts'

const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]
const day = 86_400_000

describe('leaves', () => {
  test('[SO3] an epoch is wrapped to the newest leaves, though no list has changed since the last ones came', async () => {
    const { addDevice, clock } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const dm = await one.beginDm(bob)
    await one.write(dm, one.entry(dm, text('old')))
    clock.advance(8 * day)
    orThrow(await two.service.own.tend())
    expect(await one.write(dm, one.entry(dm, text('new')))).toBe('sealed')
    expect(await readTexts(two, dm)).toEqual(['control', 'old', 'control', 'new'])
  })

  test('[OK4] a leaf is kept for 14 days after the one that took its place, however late that came', async () => {
    const { addDevice, clock } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const dm = await one.beginDm(bob)
    await one.write(dm, one.entry(dm, text('old')))
    clock.advance(25 * day)
    two.link.isAway = true
    expect(await one.write(dm, one.entry(dm, text('while away')))).toBe('sealed')
    two.link.isAway = false
    const again = await two.restart()
    expect(await readTexts(again, dm)).toEqual(['control', 'old', 'control', 'while away'])
  })

  test('[SO5] a member whose keys are too old to be wrapped to holds up nobody, and is let in again once they are new', async () => {
    const { addDevice, clock } = await createSealedWorld()
    const [one, two, three] = [await addDevice(ada), await addDevice(bob), await addDevice(eve)]
    const group = await one.beginGroup(bob, eve)
    await one.write(group, one.entry(group, text('old')))
    await two.read(group)
    clock.advance(31 * day)
    orThrow(await two.service.own.tend())
    expect(await one.write(group, one.entry(group, text('without eve')))).toBe('sealed')
    expect(await readTexts(two, group)).toEqual(['control', 'without eve'])
    expect(await readTexts(three, group)).toEqual(['control', 'old', 'control', 'before-joining'])
    orThrow(await three.service.own.tend())
    clock.advance(7 * day)
    expect(await two.write(group, two.entry(group, text('with eve')))).toBe('sealed')
    expect(await readTexts(three, group)).toEqual(['control', 'with eve'])
  })
})

test('[SO5] nobody is taken in to whom no key can be wrapped', async () => {
  const { addDevice, clock } = await createSealedWorld()
  const [one, two] = [await addDevice(ada), await addDevice(bob)]
  const group = await one.beginGroup(bob)
  clock.advance(31 * day)
  expect(await one.write(group, one.entry(group, text('hello')))).toBe('unavailable')
  orThrow(await two.service.own.tend())
  expect(await one.write(group, one.entry(group, text('hello')))).toBe('sealed')
})

test('[SO3] the newest leaves of those who are taken in are asked for as well', async () => {
  const { addDevice, clock } = await createSealedWorld()
  const [one, two, three] = [await addDevice(ada), await addDevice(bob), await addDevice(eve)]
  orThrow(await one.service.people.refresh([bob, eve]))
  clock.advance(8 * day)
  for (const each of [one, two, three]) orThrow(await each.service.own.tend())
  const group = await one.beginGroup(bob)
  expect(await one.write(group, one.entry(group, text('for two')))).toBe('sealed')
  orThrow(await one.service.plan(group, { kind: 'add', users: [eve], isUrgent: true }))
  expect(await one.write(group, one.entry(group, text('for three')))).toBe('sealed')
  expect(await readTexts(three, group)).toEqual(['control', 'before-joining', 'control', 'for three'])
})

describe('a keyring that cannot be written', () => {
  test('[OE4] an epoch whose key could not be kept is not passed: it comes again', async () => {
    const { addDevice, relay } = await createSealedWorld()
    const disk = createFaultyDisk()
    const [one, two] = [await addDevice(ada), await addDevice(bob, 'Laptop', disk.openFile)]
    const dm = await one.beginDm(bob)
    await one.write(dm, one.entry(dm, text('hello')))
    orThrow(await two.service.people.refresh([ada]))
    disk.faults.write = 'ENOSPC'
    const log = relay.logs.get(dm)?.entries ?? []
    expect(await two.service.open(dm, log)).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
    expect(orThrow(await two.service.position(dm)).seq).toBe(0)
    expect(orThrow(await two.service.open(dm, log.slice(1))).entries.map(textOf)).toEqual(['no-key'])
    delete disk.faults.write
    expect(await readTexts(two, dm)).toEqual(['control', 'hello'])
    const again = await two.restart()
    expect(orThrow(await again.service.open(dm, log)).entries.map(({ kind }) => kind)).toEqual([
      'control',
      'entry',
    ])
  })
})

describe('an epoch ends', () => {
  const reasonOf = (bytes: Uint8Array | undefined): string | undefined => {
    const entry = decodeSealed(bytes ?? new Uint8Array())
    return entry.ok && entry.value.kind === 'epoch' ? entry.value.body.reason : undefined
  }

  test('[SL31] [SO3] after 1,000 entries: the next goes behind a new one, and all is read', async () => {
    const { addDevice, relay } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const dm = await one.beginDm(bob)
    const entries = () => relay.logs.get(dm)?.entries ?? []
    const letters = Array.from({ length: 1_000 }, (_, index) => `${index}`)
    for (let from = 0; from < 1_000; from += 250) {
      const batch = letters.slice(from, from + 250).map((each) => one.entry(dm, text(each)))
      expect(await one.write(dm, ...batch)).toBe('sealed')
    }
    expect(entries()).toHaveLength(1_001) // all in the first epoch
    expect(await readTexts(two, dm)).toEqual(['control', ...letters])
    expect(await two.write(dm, two.entry(dm, text('one too many')))).toBe('sealed')
    expect(entries()).toHaveLength(1_003)
    expect(reasonOf(entries()[1_001]?.bytes)).toBe('count')
    expect(await readTexts(one, dm)).toEqual(['control', 'one too many'])
    expect(one.service.core.keeper.log(dm).record.log.epoch).toMatchObject({ n: 1, entries: 1 })
  }, 30_000)

  test('[SL31] [SO3] after 7 days, to the millisecond', async () => {
    const { addDevice, clock, relay } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const dm = await one.beginDm(bob)
    await one.write(dm, one.entry(dm, text('new')))
    clock.advance(7 * day - 1)
    expect(await one.write(dm, one.entry(dm, text('almost old')))).toBe('sealed')
    expect(await readTexts(two, dm)).toEqual(['control', 'new', 'almost old'])
    clock.advance(1)
    expect(await two.write(dm, two.entry(dm, text('old')))).toBe('sealed')
    expect(reasonOf(relay.logs.get(dm)?.entries[3]?.bytes)).toBe('time')
    expect(await readTexts(one, dm)).toEqual(['control', 'old'])
  })
})
