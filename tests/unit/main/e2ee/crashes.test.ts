/** Main ends between any two writes of its keyring: no key is lost, and no counter is used for two entries. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { decodeSealed } from '../../../../core/sealed/sealed-entry.ts'
import { openRealFile } from '../../../support/faulty-disk.ts'
import { createSealedWorld, type SealedDevice, someUser } from '../../../support/sealed-holders.ts'
import { text, textOf } from '../../../support/sealed-texts.ts'

const [ada, bob] = [someUser(1), someUser(2)]

/** A disk that takes so many writes, and then none: what was sealed, opened or planned meanwhile is gone with the program. */
function diskThatEnds() {
  let left = Number.POSITIVE_INFINITY
  const end = (): never => {
    throw Object.assign(new Error('EIO'), { code: 'EIO' })
  }
  const openFile: typeof openRealFile = async (file) => {
    const handle = await openRealFile(file)
    return {
      write: (bytes, offset, length, position) =>
        left-- > 0 ? handle.write(bytes, offset, length, position) : end(),
      datasync: () => handle.datasync(),
      truncate: (length) => handle.truncate(length),
      close: () => handle.close(),
    }
  }
  return { openFile, endAfter: (writes: number) => (left = writes) }
}

/** What a program does in its life: reads, takes part in a rotation, writes. Whatever fails then fails. */
async function live(
  device: SealedDevice,
  other: SealedDevice,
  group: Parameters<SealedDevice['read']>[0],
): Promise<void> {
  await device.read(group)
  await device.service.core.keeper.flush()
  await other.read(group)
  await device.write(group, device.entry(group, text('mine'))).catch(() => undefined)
  await device.service.core.keeper.flush()
}

test('[OE4][SO1] after any number of writes: all keys are there again, and each counter stands for one entry', async () => {
  for (let writes = 0; writes < 8; writes++) {
    const { addDevice, clock, relay } = await createSealedWorld()
    const disk = diskThatEnds()
    const [one, two] = [await addDevice(ada), await addDevice(bob, 'Laptop', disk.openFile)]
    const group = await one.beginGroup(bob)
    await one.write(group, one.entry(group, text('first')))
    orThrow(await two.service.people.refresh([ada]))
    disk.endAfter(writes)
    await live(two, one, group)
    disk.endAfter(Number.POSITIVE_INFINITY)
    clock.advance(7 * 86_400_000)
    const again = await two.restart('crashed')
    orThrow(await one.service.own.tend())
    await again.read(group)
    expect(await again.write(group, again.entry(group, text('afterwards')))).toBe('sealed')
    await one.read(group)
    const { entries } = relay.logs.get(group) ?? { entries: [] }
    for (const reader of [await again.restart(), one]) {
      const opened = orThrow(await reader.service.open(group, entries)).entries.map(textOf)
      expect(opened).toEqual(expect.arrayContaining(['first', 'afterwards']))
      expect(opened.filter((each) => !['first', 'mine', 'afterwards', 'control'].includes(each))).toEqual([])
    }
    const counters = entries.flatMap(({ bytes }) => {
      const decoded = decodeSealed(bytes)
      return decoded.ok ? [`${decoded.value.device} ${decoded.value.counter}`] : []
    })
    expect(new Set(counters).size).toBe(entries.length)
  }
})
