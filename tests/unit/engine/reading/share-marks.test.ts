import { expect, test, vi } from 'vitest'
import { type Cell, createCell } from '../../../../core/base/readable.ts'
import { ok } from '../../../../core/base/result.ts'
import type { ConversationView } from '../../../../core/engine/engine.ts'
import { createReading, type Reading } from '../../../../core/engine/reading/reading.ts'
import { createMemoryStore } from '../../../../core/storage/memory-store.ts'
import { channelNumber, workspaceNumber } from '../../../support/fake-engine.ts'
import { messageId, person, shownMessage } from '../../../support/shown-message.ts'
import { createVirtualClock, type VirtualClock } from '../../../support/virtual-clock.ts'

const [ana, ben] = [person('a'), person('b')]
const conversation = channelNumber(1)
const workspace = workspaceNumber(1)
const [root, other] = [messageId(1), messageId(2)]
const reply = (number: number, thread = root) => shownMessage(number, { thread, author: ben })
const messages = [shownMessage(1), shownMessage(2), reply(3), reply(4), reply(5, other)]

type View = Cell<Pick<ConversationView, 'messages' | 'opening'>>

interface Device {
  readonly reading: Reading
  readonly view: View
  /** Whether it reaches the others; what they have set it hears on the way. */
  readonly reach: (on: boolean) => void
  /** The conversation is closed from now on. */
  readonly leave: () => void
  readonly unread: () => Readonly<Record<string, number>>
}

/** Devices of Ana, and the values that they have set. The last ones have not met the conversation. */
async function setup(count = 2, unmet = 0) {
  const clock = createVirtualClock()
  const sets: Array<string> = []
  const devices: Array<Device & { readonly take: () => void }> = []
  let shared: ReadonlyMap<string, string> = new Map()
  for (let made = 0; made < count; made++)
    devices.push(
      createDevice(clock, made < count - unmet, {
        shared: () => shared,
        set: async (key, value) => {
          sets.push(value ?? '')
          await new Promise((done) => setImmediate(done)) // others may say something meanwhile: the last word counts
          shared = new Map([...shared, [key, value ?? '']])
          for (const device of devices) device.take()
        },
      }),
    )
  for (const device of devices) device.take()
  await vi.dynamicImportSettled()
  const pass = async (milliseconds: number): Promise<void> => {
    for (let gone = 0; gone < milliseconds; gone += 500) {
      clock.advance(500)
      await new Promise((done) => setImmediate(done))
    }
  }
  return { devices, sets, pass }
}

interface Others {
  readonly shared: () => ReadonlyMap<string, string>
  readonly set: (key: string, value: string | undefined) => Promise<void>
}

function createDevice(
  clock: VirtualClock,
  hasMet: boolean,
  others: Others,
): Device & { readonly take: () => void } {
  let isOn = true
  const all = createCell<ReadonlyMap<string, string>>(new Map())
  const view: View = createCell<ReturnType<View['read']>>({ messages, opening: false })
  const take = (): void => {
    if (!isOn) return
    all.write(others.shared())
    reading.settingsChanged()
    reading.heard()
  }
  const reading: Reading = createReading({
    self: ana,
    clock,
    store: createMemoryStore(),
    stored: () => undefined,
    open: () => undefined,
    workspaceOf: () => workspace,
    unreadCount: () => undefined,
    isModerator: () => false,
    isUnread: () => true,
    findRoots: async () => [],
    personal: () => ({
      workspaces: () => [workspace],
      follows: () => undefined,
      of: () => ({
        all,
        set: async (key, value) => {
          await others.set(key, value)
          return ok(undefined)
        },
      }),
      isCurrent: () => isOn,
    }),
    changed: () => undefined,
  })
  return {
    reading,
    view,
    take,
    leave: hasMet ? reading.watch(conversation, view) : () => undefined,
    reach: (on) => {
      isOn = on
      take()
    },
    unread: () => Object.fromEntries(reading.threads.read().map((thread) => [thread.text, thread.unread])),
  }
}

const both = (first: number, second: number) => ({ 'message 1': first, 'message 2': second })

test('[PS23] what is read on one device is read on the other, be it closed there or not yet opened', async () => {
  const { devices, sets, pass } = await setup(3)
  const [here, there, closed] = devices
  if (here === undefined || there === undefined || closed === undefined) throw new Error('too few')
  closed.leave()
  expect(there.unread()).toEqual(both(2, 1))
  here.reading.readThread(conversation, root)
  await pass(19_000)
  expect(there.unread()).toEqual(both(2, 1))
  await pass(2_000)
  for (const device of devices) expect(device.unread()).toEqual(both(0, 1))
  // There is more by now: no device goes back.
  for (const device of [here, there]) device.view.write({ messages: [...messages, reply(6)], opening: false })
  expect(there.unread()).toEqual(both(1, 1))
  there.reading.readThread(conversation, root)
  closed.reading.readThread(conversation, root)
  await pass(60_000)
  expect(here.unread()).toEqual(both(0, 1))
  expect(sets).toHaveLength(2)
})

test('[PS23] a device that meets the conversation later knows how far the others were', async () => {
  const { devices, pass } = await setup(2, 1)
  const [here, there] = devices
  if (here === undefined || there === undefined) throw new Error('too few')
  here.reading.readThread(conversation, root)
  here.reading.markUnread(conversation, other)
  await pass(21_000)
  expect(there.unread()).toEqual({})
  expect(there.reading.isMarkedUnread(conversation)).toBe(true)
  there.reading.watch(conversation, there.view)
  expect(there.unread()).toEqual(both(0, 1))
})

test('[PS23] what two devices have read without a network is read on both once they are there again', async () => {
  const { devices, sets, pass } = await setup(3)
  const [here, there, late] = devices
  if (here === undefined || there === undefined || late === undefined) throw new Error('too few')
  for (const device of devices) device.reach(false)
  here.reading.readThread(conversation, root)
  there.reading.readThread(conversation, other)
  await pass(300_000)
  expect(sets).toEqual([])
  expect([here.unread(), there.unread()]).toEqual([both(0, 1), both(2, 0)])
  for (const device of [here, there]) device.reach(true)
  await pass(60_000)
  for (const device of [here, there]) expect(device.unread()).toEqual(both(0, 0))
  // Both spoke at once and heard of each other: then each says both, once.
  expect(sets.length).toBeLessThanOrEqual(4)
  late.reach(true)
  expect(late.unread()).toEqual(both(0, 0))
})

test('[PS23] marking as unread goes to the other devices, and so does reading it again', async () => {
  const { devices, pass } = await setup()
  const [here, there] = devices
  if (here === undefined || there === undefined) throw new Error('too few')
  here.reading.readThread(conversation, root)
  await pass(25_000)
  there.reading.markUnread(conversation, messageId(4))
  there.reading.markUnread(conversation, root)
  await pass(25_000)
  expect(here.unread()).toEqual(both(1, 1))
  expect(here.reading.isMarkedUnread(conversation)).toBe(true)
  expect(here.reading.channelMark(conversation)?.at).toEqual(messages[0]?.at)
  here.reading.readThread(conversation, root)
  here.reading.markSeen(conversation)
  await pass(25_000)
  expect(there.unread()).toEqual(both(0, 1))
  expect(there.reading.isMarkedUnread(conversation)).toBe(false)
  // How far it was read before it was marked is not known there: no line is better than a false one.
  expect(there.reading.channelMark(conversation)).toBeUndefined()
})

test('[PS23] [VW7] so does marking the whole of one that nobody knows how far they have read in', async () => {
  const { devices, pass } = await setup()
  const [here, there] = devices
  if (here === undefined || there === undefined) throw new Error('too few')
  here.reading.markUnread(conversation)
  await pass(25_000)
  expect(there.reading.isMarkedUnread(conversation)).toBe(true)
  there.reading.markSeen(conversation)
  await pass(25_000)
  expect(here.reading.isMarkedUnread(conversation)).toBe(false)
})

test('[PS23] seen on one device and marked once more on the other, neither knowing of it, it is unread on both', async () => {
  const { devices, sets, pass } = await setup()
  const [here, there] = devices
  if (here === undefined || there === undefined) throw new Error('too few')
  here.reading.markUnread(conversation, root)
  await pass(25_000)
  here.reach(false)
  there.reach(false)
  here.reading.markSeen(conversation)
  there.reading.markUnread(conversation, other)
  for (const device of [here, there]) device.reach(true)
  await pass(60_000)
  expect(devices.map(({ reading }) => reading.isMarkedUnread(conversation))).toEqual([true, true])
  const spoken = sets.length
  await pass(120_000)
  expect(sets).toHaveLength(spoken)
})

test('[UB1] how far one has read is said by what is there to stay, not by what waits and may be given up', async () => {
  const { devices } = await setup()
  const [here] = devices
  if (here === undefined) throw new Error('too few')
  const waits = shownMessage(9, { delivery: { kind: 'queued' } })
  here.view.write({ messages: [...messages, waits], opening: false })
  here.reading.markSeen(conversation)
  expect(here.reading.channelMark(conversation)?.id).toBe(messageId(2))
})

test('[PS23] an hour of reading is a few entries in the notes, not one for each message', async () => {
  const { devices, sets, pass } = await setup()
  const [here] = devices
  if (here === undefined) throw new Error('too few')
  let now = messages
  // A reply each 5 s, read as it comes.
  for (let number = 10; number < 10 + 720; number++) {
    now = [...now, reply(number)]
    here.view.write({ messages: now, opening: false })
    here.reading.readThread(conversation, root)
    await pass(5_000)
  }
  await pass(30_000)
  expect(sets.length).toBeLessThanOrEqual(31)
  expect(Math.max(...sets.map(({ length }) => length))).toBeLessThan(200)
})
