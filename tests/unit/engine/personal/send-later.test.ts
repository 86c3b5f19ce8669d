import { expect, test } from 'vitest'
import { millis } from '../../../../core/base/clock.ts'
import { createCell } from '../../../../core/base/readable.ts'
import { fail, ok } from '../../../../core/base/result.ts'
import {
  losesPreview,
  maxScheduled,
  readScheduled,
  schedule,
  type ScheduledMessage,
  scheduledKey,
} from '../../../../core/engine/personal/scheduled.ts'
import type { PostDetails } from '../../../../core/engine/engine.ts'
import { createScheduledFiles } from '../../../../core/engine/personal/scheduled-files.ts'
import { createSendLater } from '../../../../core/engine/personal/send-later.ts'
import type { Settings } from '../../../../core/engine/personal/settings.ts'
import { createMemoryStore } from '../../../../core/storage/memory-store.ts'
import { alice, testOpId } from '../../../support/conversations.ts'
import { settled, workspace } from '../../../support/devices.ts'
import { testConversation } from '../../../support/test-conversation.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const hour = 3_600_000
const clock = createVirtualClock()
const scheduled = (number: number, change: Partial<ScheduledMessage> = {}): ScheduledMessage => ({
  message: testOpId(number),
  conversation: testConversation(1),
  text: `number ${number}`,
  mentions: [],
  thread: undefined,
  alsoInChannel: false,
  replyTo: undefined,
  preview: undefined,
  at: millis(clock.now() + hour),
  ...change,
})

/** A device, and what it posts. The settings are those of the person: several devices may share them. */
function setup(all = createCell<ReadonlyMap<string, string>>(new Map())) {
  const posted: Array<string> = []
  const details: Array<PostDetails | undefined> = []
  const state = { isCurrent: true, isHere: true, isFull: false }
  const set: Settings['set'] = async (key, value) => {
    const next = new Map(all.read())
    if (value === undefined) next.delete(key)
    else next.set(key, value)
    all.write(next)
    return ok(undefined)
  }
  const later = createSendLater({
    clock,
    workspaces: () => [workspace],
    settings: () => ({ all, set }),
    files: createScheduledFiles(createMemoryStore()),
    isCurrent: () => state.isCurrent,
    open: () =>
      state.isHere
        ? {
            post: async (text, about) => {
              details.push(about)
              if (state.isFull) return fail({ kind: 'not-ready' })
              posted.push(`${about?.id}: ${text}`)
              return ok(about?.id ?? testOpId(0))
            },
            close: () => undefined,
          }
        : undefined,
  })
  const put = async (each: ScheduledMessage): Promise<void> => {
    const changes = schedule(all.read(), each)
    if ('kind' in changes) throw new Error('refused')
    for (const [key, value] of changes) await set(key, value)
  }
  all.listen(later.look)
  later.look()
  return { all, state, later, posted, details, put, set }
}

const asEntries = (changes: ReturnType<typeof schedule>): ReadonlyArray<readonly [string, string]> =>
  'kind' in changes ? [] : changes.map(([key, value]) => [key, value ?? ''])

async function pass(ms: number): Promise<void> {
  clock.advance(ms)
  await settled()
}

test('[PS13] it is sent when it is due, not before, in order, and goes off the list', async () => {
  const { all, posted, put, later } = setup()
  await put(scheduled(2, { at: millis(clock.now() + hour + 1_000) }))
  await put(
    scheduled(1, { mentions: [alice], thread: testOpId(9), alsoInChannel: true, replyTo: testOpId(8) }),
  )
  expect(readScheduled(all.read()).map(({ text }) => text)).toEqual(['number 1', 'number 2'])
  await pass(hour - 1)
  expect(posted).toEqual([])
  await pass(1)
  expect(posted).toEqual([`${testOpId(1)}: number 1`])
  await pass(1_000)
  expect(posted).toHaveLength(2)
  expect(readScheduled(all.read())).toEqual([])
  later.close()
})

test('[PS13] a device that does not know all yet waits; what another took off meanwhile is not sent', async () => {
  const { state, posted, put, set, later } = setup()
  state.isCurrent = false
  await put(scheduled(1))
  await put(scheduled(2))
  await pass(2 * hour)
  expect(posted).toEqual([])
  await set(scheduledKey(testOpId(1)), undefined)
  state.isCurrent = true
  later.look()
  await settled()
  expect(posted).toEqual([`${testOpId(2)}: number 2`])
  later.close()
})

test('[PS14] two devices at the same moment post under the same id', async () => {
  const one = setup()
  const two = setup(one.all)
  await one.put(scheduled(1))
  await pass(hour)
  const ids = [...one.posted, ...two.posted].map((each) => each.split(':')[0])
  expect(new Set(ids)).toEqual(new Set([testOpId(1)]))
  await pass(24 * hour)
  expect([...one.posted, ...two.posted]).toHaveLength(ids.length)
  one.later.close()
  two.later.close()
})

test('[PS15] what is more than a day late waits for the person', async () => {
  const { all, state, posted, put, later } = setup()
  state.isCurrent = false
  await put(scheduled(1))
  await put(scheduled(2, { at: millis(clock.now() + 2 * hour) }))
  await pass(26 * hour)
  state.isCurrent = true
  later.look()
  await settled()
  expect(posted).toEqual([`${testOpId(2)}: number 2`])
  const [missed] = readScheduled(all.read())
  expect(missed?.message).toBe(testOpId(1))
  await put(scheduled(1, { at: clock.now() }))
  await settled()
  expect(posted).toHaveLength(2)
  later.close()
})

test('[PS16] what cannot be written is tried again, and what belongs to no conversation here stays', async () => {
  const { all, state, posted, put, later } = setup()
  state.isFull = true
  await put(scheduled(1))
  await pass(hour)
  expect(readScheduled(all.read())).toHaveLength(1)
  state.isFull = false
  await pass(29_999)
  expect(posted).toEqual([])
  await pass(1)
  expect(posted).toHaveLength(1)
  state.isHere = false
  await put(scheduled(2))
  await pass(2 * hour)
  expect(readScheduled(all.read())).toHaveLength(1)
  later.close()
})

test('[PS16] nonsense counts as none; at the bound one more is refused, and what is there may be changed', () => {
  const { all, later } = setup()
  const many = Array.from({ length: maxScheduled }, (_, number) => scheduled(number))
  const next = new Map(many.flatMap((each) => asEntries(schedule(new Map(), each))))
  expect(schedule(next, scheduled(maxScheduled))).toEqual({ kind: 'too-many', limit: maxScheduled })
  expect(schedule(next, scheduled(1, { text: 'otherwise' }))).toHaveLength(1)
  for (const value of ['', '{', 'null', '[]', '{"text":""}', JSON.stringify({ ...scheduled(1), at: -1 })])
    expect(readScheduled(new Map([[scheduledKey(testOpId(1)), value]]))).toEqual([])
  expect(readScheduled(new Map([['later/x', '{}']]))).toEqual([])
  all.write(next)
  expect(readScheduled(all.read())).toHaveLength(maxScheduled)
  later.close()
})

const preview = {
  url: 'https://boats.example/one',
  title: 'Boats',
  description: 'All of them',
  picture: new Uint8Array(8_192).fill(7),
}
const { picture: _, ...withoutPicture } = preview

test('[PS18] a preview goes along as it was seen', async () => {
  const { all, details, put, later } = setup()
  const linking = scheduled(1, { text: `see ${preview.url}`, preview })
  await put(linking)
  expect(losesPreview(linking)).toBe(false)
  expect(readScheduled(all.read())).toEqual([linking])
  await pass(hour)
  expect(details).toEqual([{ id: testOpId(1), preview }])
  later.close()
})

test('[PS18] as far as it fits beside the text: else without its picture, else not at all, which can be told', () => {
  const kept = (length: number) => {
    const long = scheduled(1, { text: `${preview.url} ${'x'.repeat(length)}`, preview })
    const values = asEntries(schedule(new Map(), long))
    for (const [, value] of values) expect(value.length).toBeLessThanOrEqual(16_384)
    const [read] = readScheduled(new Map(values))
    return { text: read?.text === long.text, preview: read?.preview, isLost: losesPreview(long) }
  }
  expect(kept(5_000)).toEqual({ text: true, preview, isLost: false })
  expect(kept(6_000)).toEqual({ text: true, preview: withoutPicture, isLost: false })
  expect(kept(16_000)).toEqual({ text: true, preview: withoutPicture, isLost: false })
  expect(kept(16_220)).toEqual({ text: true, preview: undefined, isLost: true })
  expect(losesPreview(scheduled(1, { text: 'x'.repeat(16_220) }))).toBe(false)
})

test('[PS18] a preview that cannot be read is none, and its message is sent', () => {
  const [[key, value] = ['', '']] = asEntries(schedule(new Map(), scheduled(1)))
  const bad: ReadonlyArray<unknown> = [
    null,
    7,
    'x',
    [],
    {},
    { url: preview.url },
    { url: 'javascript:alert(1)', title: 'Boats' },
    { url: preview.url, title: '' },
    { url: preview.url, title: 'Boats', picture: 'A' },
    { url: preview.url, title: 'Boats', picture: '!' },
    { url: preview.url, title: 'Boats', picture: 'AAAA'.repeat(4_000) },
  ]
  for (const each of bad) {
    const [read] = readScheduled(new Map([[key, JSON.stringify({ ...JSON.parse(value), preview: each })]]))
    expect([each, read]).toEqual([each, scheduled(1)])
  }
})
