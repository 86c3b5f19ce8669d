import { describe, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { changeMembers } from '../../../../main/e2ee/begin.ts'
import { createSealedWorld, someUser } from '../../../support/sealed-holders.ts'
import { readTexts, text } from '../../../support/sealed-texts.ts'

const [ada, bob, eve] = [someUser(1), someUser(2), someUser(3)]

describe('a direct message', () => {
  test('[SO1] begins with an epoch, and both read what either writes', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const dm = await one.beginDm(bob)
    expect(await one.write(dm, one.entry(dm, text('hello')), one.entry(dm, text('you')))).toBe('sealed')
    expect(await readTexts(two, dm)).toEqual(['control', 'hello', 'you'])
    expect(two.rows.at(-1)).toMatchObject({ id: dm, type: 'dm', isNew: false })
    expect(await two.write(dm, two.entry(dm, text('too')))).toBe('sealed')
    expect(await readTexts(one, dm)).toEqual(['too'])
    expect(orThrow(await one.service.position(dm))).toMatchObject({ seq: 4, ownCounter: 3, nextCounter: 2 })
  })

  test('[OE9] that come many at once are all read, though the lists of their members are only being kept', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const groups = await Promise.all(Array.from({ length: 20 }, () => one.beginGroup(bob)))
    for (const group of groups) expect(await one.write(group, one.entry(group, text('hello')))).toBe('sealed')
    const reading: Array<ReturnType<typeof readTexts>> = []
    for (const group of groups) {
      reading.push(readTexts(two, group))
      await new Promise((resolve) => setImmediate(resolve)) // lists have come and are not on the disk yet
    }
    for (const each of await Promise.all(reading)) expect(each).toEqual(['control', 'hello'])
  })

  test('[SO1] is made without a network from keys that are here', async () => {
    const { addDevice, relay } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    orThrow(await one.service.people.refresh([bob]))
    relay.isAway = true
    const dm = await one.beginDm(bob)
    expect(one.rows).toMatchObject([{ id: dm, isNew: true }])
    const sealed = orThrow(await one.service.seal(dm, [one.entry(dm, text('hi'))], { afresh: true }))
    relay.isAway = false
    for (const { bytes } of sealed) expect(relay.append(bytes)).toBe('sealed')
    expect(await readTexts(two, dm)).toEqual(['control', 'hi'])
  })

  test('[SO4] begun by both at once is one: the later reads the other epoch and seals in it', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const dm = await one.beginDm(bob)
    await two.beginDm(ada)
    const entry = two.entry(dm, text('me too'))
    expect(await one.write(dm, one.entry(dm, text('me first')))).toBe('sealed')
    expect(await two.write(dm, entry)).toBe('stale-epoch')
    expect(await readTexts(two, dm)).toEqual(['control', 'me first'])
    expect(await two.write(dm, entry)).toBe('sealed')
    expect(await readTexts(one, dm)).toEqual(['me too'])
  })

  test('[OE5] nobody else reads it', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, , three] = [await addDevice(ada), await addDevice(bob), await addDevice(eve)]
    const dm = await one.beginDm(bob)
    await one.write(dm, one.entry(dm, text('secret')))
    expect(await readTexts(three, dm)).toEqual(['control', 'before-joining'])
    expect(await three.write(dm, three.entry(dm, text('let me in')))).toBe('not-linked')
  })
})

describe('a group', () => {
  test('[SO2] whoever is taken out reads nothing that is written later; whoever comes in nothing from before', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, two, three] = [await addDevice(ada), await addDevice(bob), await addDevice(eve)]
    const group = await one.beginGroup(bob)
    await one.write(group, one.entry(group, text('for two')))
    orThrow(await one.service.plan(group, { kind: 'add', users: [eve], isUrgent: true }))
    expect(await one.write(group, one.entry(group, text('for three')))).toBe('sealed')
    expect(await readTexts(three, group)).toEqual(['control', 'before-joining', 'control', 'for three'])
    orThrow(await one.service.plan(group, { kind: 'remove', users: [bob], isUrgent: true }))
    expect(await one.write(group, one.entry(group, text('without bob')))).toBe('sealed')
    expect(await readTexts(two, group)).toEqual([
      'control',
      'for two',
      'control',
      'for three',
      'control',
      'before-joining',
    ])
    expect(await readTexts(three, group)).toEqual(['control', 'without bob'])
    expect(await two.write(group, two.entry(group, text('still here?')))).toBe('not-linked')
  })

  test('[SO3] a new device of a member makes the next writer begin an epoch, and reads from there on', async () => {
    const { addDevice, clock } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const group = await one.beginGroup(bob)
    await one.write(group, one.entry(group, text('before')))
    await readTexts(two, group)
    const second = await addDevice(bob, 'Phone')
    expect(second.service.own.state()).toBe('unlinked')
    const listed = await two.service.own.changeList(({ devices, identity }) => ({
      devices: [...devices, second.service.own.listed(identity, 'linked', clock.now())],
    }))
    expect(listed.ok).toBe(true)
    orThrow(await second.service.people.refresh([bob]))
    orThrow(await second.service.own.tend())
    await one.service.keysChanged([{ user: bob, version: 2 }])
    expect(await one.write(group, one.entry(group, text('after')))).toBe('sealed')
    expect(await readTexts(second, group)).toEqual(['control', 'before-joining', 'control', 'after'])
  })
})

describe('plans that others have overtaken', () => {
  test('[SO6] what one may not do any more is given up, and holds up nothing that one writes', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    await addDevice(eve)
    const group = await one.beginGroup(bob, eve)
    await one.write(group)
    orThrow(await changeMembers(one.service, group, { kind: 'role', user: bob, role: 'admin' }))
    expect(await one.write(group)).toBe('sealed')
    await two.read(group)
    orThrow(await changeMembers(two.service, group, { kind: 'remove', users: [eve] }))
    orThrow(await changeMembers(one.service, group, { kind: 'role', user: bob, role: 'member' }))
    expect(await one.write(group)).toBe('sealed')
    await two.read(group)
    expect(await two.write(group, two.entry(group, text('still here')))).toBe('sealed')
    expect(await readTexts(one, group)).toEqual(['still here'])
  })

  test('[SO6] nobody can take themselves out, or leave a group without an admin: that is said at once', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const group = await one.beginGroup(bob)
    await one.write(group)
    const refused = { ok: false, failure: { kind: 'last-admin' } }
    expect(await changeMembers(one.service, group, { kind: 'role', user: ada, role: 'member' })).toEqual(
      refused,
    )
    expect(await changeMembers(one.service, group, { kind: 'remove', users: [ada] })).toEqual(refused)
    expect(await one.write(group, one.entry(group, text('all well')))).toBe('sealed')
    expect(await readTexts(two, group)).toEqual(['control', 'all well'])
  })

  test('[SO6] the other admin leaves meanwhile: the last one stays admin', async () => {
    const { addDevice } = await createSealedWorld()
    const [one, two] = [await addDevice(ada), await addDevice(bob)]
    const group = await one.beginGroup(bob)
    await one.write(group)
    orThrow(await changeMembers(one.service, group, { kind: 'role', user: bob, role: 'admin' }))
    await one.write(group)
    await two.read(group)
    orThrow(await changeMembers(one.service, group, { kind: 'role', user: ada, role: 'member' }))
    orThrow(await changeMembers(two.service, group, { kind: 'leave' }))
    expect(await two.write(group)).toBe('sealed')
    await one.read(group)
    expect(await one.write(group, one.entry(group, text('alone')))).toBe('sealed')
  })
})
