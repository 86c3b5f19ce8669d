import { describe, expect, test } from 'vitest'
import { joinAbout, type About } from '../../../core/conversation/about.ts'
import { maxHlcLead } from '../../../core/conversation/hlc.ts'
import type { Op } from '../../../core/conversation/op.ts'
import { createReducer } from '../../../core/conversation/reducer.ts'
import type { TopicContext } from '../../../core/conversation/topic.ts'
import {
  alice,
  bob,
  mallory,
  placed,
  testHlc,
  testMeta,
  testOpId,
  testPost,
  testRead,
  testSetting,
  testSystem,
  testUser,
} from '../../support/conversations.ts'
import { createVirtualClock } from '../../support/virtual-clock.ts'

const moderator = testUser(99)
const context: TopicContext = {
  segment: 3,
  isModerator: (user) => user === moderator,
  clock: createVirtualClock(),
}

function about(...ops: ReadonlyArray<Op>): About {
  const reducer = createReducer(context)
  reducer.apply(placed(...ops), [])
  return joinAbout([reducer.about()])
}

describe('[RE15] name, topic and icon', () => {
  test('go each by its own last writer, whoever it is', () => {
    const first = testMeta({ id: testOpId(1), at: testHlc(1), name: 'Launch', icon: '🚀' })
    const second = testMeta({ id: testOpId(2), at: testHlc(2), by: bob, name: 'Lunch' })
    expect(about(second, first)).toMatchObject({ name: 'Lunch', icon: '🚀' })
    const same = testMeta({ id: testOpId(3), at: testHlc(2), by: mallory, name: 'Branch' })
    expect(about(same, second, first).name).toBe('Branch')
  })

  test('an empty one takes it away', () => {
    const first = testMeta({ at: testHlc(1), topic: 'Food' })
    expect(about(testMeta({ id: testOpId(2), at: testHlc(2), name: '' }), first)).toEqual({
      topic: 'Food',
      reads: new Map(),
      settings: new Map(),
      lines: [],
      timers: [],
    })
  })

  test('what is erased leaves the word to the one before', () => {
    const reducer = createReducer(context)
    reducer.apply(placed(testMeta({ id: testOpId(1), at: testHlc(1) }), testMeta({ name: 'Oops' })), [])
    expect(joinAbout([reducer.about()]).name).toBe('Oops')
    const [{ client } = { client: 0 }] = placed(testMeta())
    reducer.apply([], [{ client, clock: 1, length: 1 }])
    expect(joinAbout([reducer.about()]).name).toBe('Launch')
  })

  test('[RE13] nobody locks the name by a time in the future', () => {
    const locked = testMeta({ id: testOpId(1), at: testHlc(maxHlcLead + 1), by: mallory, name: 'owned' })
    expect(about(testMeta(), locked).name).toBe('Launch')
    expect(about(testMeta(), { ...locked, at: testHlc(maxHlcLead) }).name).toBe('owned')
  })
})

describe('[RE19] what a person has set', () => {
  const first = testSetting({ id: testOpId(1), at: testHlc(1), value: 'one' })
  const second = testSetting({ id: testOpId(2), at: testHlc(2), value: 'two' })

  test('goes by their own last word for a key, and nobody else has one', () => {
    const others = testSetting({ id: testOpId(3), at: testHlc(3), by: mallory, value: 'owned' })
    const { settings } = about(second, others, first)
    expect(settings.get(alice)).toEqual(new Map([['star/1', { value: 'two', at: testHlc(2) }]]))
    expect(settings.get(mallory)?.get('star/1')?.value).toBe('owned')
  })

  test('without a value it is set no more', () => {
    const { value: _, ...unset } = testSetting({ id: testOpId(4), at: testHlc(4) })
    expect(about(first, unset, second).settings.get(alice)?.get('star/1')?.value).toBe(undefined)
  })

  test('[RE13] what comes from the future counts as long as there is nothing else', () => {
    const ahead = testSetting({ id: testOpId(5), at: testHlc(maxHlcLead + 1), value: 'ahead' })
    expect(about(ahead).settings.get(alice)?.get('star/1')?.value).toBe('ahead')
    expect(about(ahead, first).settings.get(alice)?.get('star/1')?.value).toBe('one')
    expect(about(first, ahead).settings.get(alice)?.get('star/1')?.value).toBe('one')
  })

  test('[RE20] they show nothing: no message, no line, no name', () => {
    const reducer = createReducer(context)
    expect(reducer.apply(placed(first, second), [])).toEqual([])
    const { settings: _, ...rest } = joinAbout([reducer.about()])
    expect({ ...rest, messages: reducer.all() }).toEqual({
      reads: new Map(),
      lines: [],
      timers: [],
      messages: [],
    })
  })
})

describe('[RE16] how far people have read', () => {
  const far = testRead({ id: testOpId(20), upTo: testOpId(9), upToAt: testHlc(9), at: testHlc(10) })
  const near = testRead({ id: testOpId(21), upTo: testOpId(4), upToAt: testHlc(4), at: testHlc(30) })

  test('the furthest counts, whenever it was said', () => {
    expect(about(near, far).reads.get(bob)).toEqual({
      channel: { at: testHlc(9), id: testOpId(9) },
      threads: new Map(),
    })
    expect(about(near, far).reads.has(alice)).toBe(false)
  })

  test('of messages of one moment the higher op id', () => {
    const same = testRead({ id: testOpId(22), upTo: testOpId(10), upToAt: testHlc(9) })
    expect(about(same, far).reads.get(bob)?.channel?.id).toBe(testOpId(10))
  })

  test('threads apart, people apart', () => {
    const thread = testOpId(50)
    const marks = about(far, { ...near, thread }, { ...far, by: alice, thread }).reads
    expect(marks.get(bob)).toEqual({
      channel: { at: testHlc(9), id: testOpId(9) },
      threads: new Map([[thread, { at: testHlc(4), id: testOpId(4) }]]),
    })
    expect(marks.get(alice)).not.toHaveProperty('channel')
  })

  test('[RE13] a clock that ran far ahead has not read the future', () => {
    const future = testRead({ upToAt: testHlc(maxHlcLead + 1) })
    expect(about(future, near).reads.get(bob)?.channel?.id).toBe(testOpId(4))
  })
})

describe('[RE17] what happened to people', () => {
  const joined = testSystem()

  test('is told by themselves, in the order of the screen', () => {
    const left = testSystem({ id: testOpId(2), at: testHlc(9), event: 'member-left' })
    expect(about(left, joined).lines).toEqual([
      { id: joined.id, segment: 3, at: joined.at, by: bob, event: 'member-joined', user: bob },
      { id: left.id, segment: 3, at: left.at, by: bob, event: 'member-left', user: bob },
    ])
  })

  test('or by a moderator, but by nobody else', () => {
    expect(about({ ...joined, by: moderator }).lines).toMatchObject([{ by: moderator, user: bob }])
    expect(about({ ...joined, by: mallory }).lines).toEqual([])
  })

  test('of devices only their owner speaks', () => {
    const event = 'devices-changed'
    expect(about({ ...joined, event }).lines).toHaveLength(1)
    expect(about({ ...joined, event, by: moderator }).lines).toEqual([])
  })

  test('is looked at again when moderators change', () => {
    const moderators = new Set<string>()
    const reducer = createReducer({ ...context, isModerator: (user) => moderators.has(user) })
    reducer.apply(placed({ ...joined, by: mallory }), [])
    expect(reducer.about().lines).toEqual([])
    moderators.add(mallory)
    reducer.refresh()
    expect(reducer.about().lines).toHaveLength(1)
  })

  test('[HL3] in the future is shown as any message is', () => {
    expect(about({ ...joined, at: testHlc(maxHlcLead + 1) }).lines).toMatchObject([
      { at: testHlc(maxHlcLead), clamped: true },
    ])
  })
})

test('[RE18] what says nothing new leaves the same object', () => {
  const reducer = createReducer(context)
  reducer.apply(placed(testMeta(), testRead(), testSystem()), [])
  const before = reducer.about()
  const old = testMeta({ id: testOpId(30), at: testHlc(-1), name: 'older' })
  const known = testRead({ id: testOpId(31), upToAt: testHlc(-1) })
  reducer.apply(
    [{ client: 77, clock: 0, op: old }, ...placed(testPost()), { client: 78, clock: 0, op: known }],
    [],
  )
  expect(reducer.about()).toBe(before)
  const forged = testSystem({ id: testOpId(32), by: mallory })
  reducer.apply([{ client: 79, clock: 0, op: forged }], [])
  expect(reducer.about().lines).toBe(before.lines)
})

describe('[EX4] how long messages last', () => {
  const timer = (number: number, seconds: number): Op => ({
    kind: 'meta',
    id: testOpId(number),
    at: testHlc(number),
    by: alice,
    timer: seconds,
  })

  test('is what was said last, and each change of it shows', () => {
    const said = about(timer(3, 0), timer(1, 60), timer(2, 3_600))
    expect(said).not.toHaveProperty('timer')
    expect(said.timers.map(({ seconds }) => seconds)).toEqual([60, 3_600, 0])
    expect(about(timer(2, 3_600), timer(1, 60)).timer).toBe(3_600)
  })

  test('said again it is no change', () => {
    expect(about(timer(1, 60), timer(2, 60), timer(3, 0)).timers).toMatchObject([
      { seconds: 60, by: alice, at: testHlc(1) },
      { seconds: 0 },
    ])
  })

  test('[RE13] of a moment far ahead it does not count yet, but shows', () => {
    const said = about(timer(1, 60), { ...timer(2, 3_600), at: testHlc(maxHlcLead * 10) })
    expect(said.timer).toBe(60)
    expect(said.timers).toHaveLength(2)
  })
})
