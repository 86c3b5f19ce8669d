/** What devices take back by entries of their own, as the audit of the workspace has it. */
import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { createProjection } from '../../../../sync-server/messages/projection.ts'
import { StoreTrouble } from '../../../../sync-server/store/store.ts'
import {
  alice,
  bob,
  testHlc,
  testMask,
  testOpId,
  testPost,
  testRedact,
  testUser,
} from '../../../support/conversations.ts'
import { type ProjectedLog, setupProjectedLog } from '../../../support/projected-log.ts'

const moderator = testUser(99)

async function setup() {
  const log = await setupProjectedLog({ people: [alice, bob, moderator], moderators: [moderator] })
  for (let number = 1; number <= 4; number++) {
    const post = testPost({ id: testOpId(number), at: testHlc(number), by: alice, text: `secret ${number}` })
    await log.write({ client: 1, segment: 0, ops: [post] })
  }
  await log.projection.read(log.conversation)
  return log
}

const redact = (id: number, by: typeof alice, target: number, fields: object = {}) =>
  testRedact({ id: testOpId(id), by, target: testOpId(target), targetAt: testHlc(target), ...fields })

const linesOf = async ({ store, workspace }: ProjectedLog): Promise<ReadonlyArray<unknown>> =>
  (await store.audit.list(workspace, 0, 100)).map(({ line }): unknown => JSON.parse(line))

test('[AL4] whoever takes a message back or masks it by an entry is written down, and so is who may not', async () => {
  const log = await setup()
  await log.write({ client: 2, segment: 0, ops: [redact(20, bob, 1), redact(21, bob, 1)] })
  await log.write({ client: 3, segment: 0, ops: [redact(30, moderator, 1)] })
  await log.write({ client: 1, segment: 0, ops: [redact(10, alice, 2)], erase: [1] })
  await log.write({
    client: 3,
    segment: 0,
    ops: [testMask({ id: testOpId(31), by: moderator, target: testOpId(3) })],
  })
  await log.projection.read(log.conversation)
  const { conversation } = log
  const device: unknown = expect.any(String)
  const line = { from: 'log', device }
  const lines = await linesOf(log)
  const target = (number: number) => ({ conversation, message: testOpId(number) })
  expect(lines).toHaveLength(4)
  expect(lines).toEqual(
    expect.arrayContaining([
      {
        ...line,
        action: 'removeMessage',
        user: bob,
        outcome: 'forbidden',
        target: target(1),
        details: { seq: 5 },
      },
      {
        ...line,
        action: 'removeMessage',
        user: moderator,
        outcome: 'done',
        target: target(1),
        details: { seq: 6 },
      },
      {
        ...line,
        action: 'removeMessage',
        user: alice,
        outcome: 'done',
        target: target(2),
        details: { seq: 7 },
      },
      {
        ...line,
        action: 'maskMessage',
        user: moderator,
        outcome: 'done',
        target: target(3),
        details: { seq: 8 },
      },
    ]),
  )
  expect(JSON.stringify(lines)).not.toContain('secret')
  // The same op once more is none.
  await log.write({ client: 7, segment: 0, ops: [redact(30, moderator, 1)] })
  await log.projection.read(log.conversation)
  expect(await linesOf(log)).toHaveLength(4)
})

test('[AL4] of what disappeared by itself, or a door wrote, nothing is added', async () => {
  const log = await setup()
  const written = { client: 1, segment: 0 }
  const timed = { by: alice, expiresAfter: 60 }
  const now = testHlc(0)
  await log.write({ ...written, ops: [testPost({ ...timed, id: testOpId(5), at: now })] })
  await log.projection.read(log.conversation)
  log.clock.advance(60_000)
  // One was read before, the other comes with what takes it back.
  await log.write({ ...written, ops: [testPost({ ...timed, id: testOpId(6), at: now })] })
  await log.write({ ...written, ops: [redact(10, alice, 5, { expired: true })], erase: [4] })
  await log.write({ ...written, ops: [redact(11, alice, 6, { expired: true })] })
  await log.projection.read(log.conversation)
  expect(await linesOf(log)).toEqual([])
  await log.write({
    client: 5,
    segment: 0,
    ops: [redact(12, moderator, 2)],
    device: log.store.identity.gatewayDevice,
  })
  await log.projection.read(log.conversation)
  expect((await log.shown()).filter(({ redacted }) => redacted)).toHaveLength(3)
  expect(await linesOf(log)).toEqual([])
})

test('[AL4] who says of what has time left, or none, that it has disappeared is written down', async () => {
  const log = await setup()
  const written = { client: 1, segment: 0 }
  const at = testHlc(0)
  await log.write({ ...written, ops: [testPost({ id: testOpId(5), by: alice, at, expiresAfter: 3_600 })] })
  await log.write({ ...written, ops: [redact(10, alice, 5, { expired: true })], erase: [4] })
  await log.projection.read(log.conversation)
  await log.write({ ...written, ops: [redact(11, alice, 1, { expired: true })], erase: [0] })
  await log.projection.read(log.conversation)
  expect(await linesOf(log)).toMatchObject([
    { action: 'removeMessage', user: alice, outcome: 'done', details: { seq: 6 } },
    { action: 'removeMessage', user: alice, outcome: 'done', details: { seq: 7 } },
  ])
  // Whoever lets the time of what was taken back run out has not taken it back once more.
  const post = testPost({ id: testOpId(6), by: alice, at, expiresAfter: 1 })
  await log.write({ ...written, ops: [post] })
  await log.write({ client: 3, segment: 0, ops: [redact(30, moderator, 6)] })
  await log.projection.read(log.conversation)
  await log.write({ ...written, ops: [redact(12, alice, 6, { expired: true })], erase: [7] })
  await log.projection.read(log.conversation)
  expect(await linesOf(log)).toMatchObject([{}, {}, { user: moderator }])
})

test('[AL4] what was gone before it was read has its line, once, and many of one entry are one line', async () => {
  const log = await setup()
  const written = { client: 1, segment: 0 }
  await log.write({ ...written, ops: [testPost({ id: testOpId(5), by: alice })] })
  await log.write({ ...written, ops: [redact(10, alice, 5)], erase: [4] })
  await log.write({ client: 3, segment: 0, ops: [redact(30, moderator, 5)] })
  await log.projection.read(log.conversation)
  const first = { user: alice, outcome: 'done', details: { seq: 6, unread: true } }
  expect(await linesOf(log)).toMatchObject([first])
  await log.write({ client: 3, segment: 0, ops: [redact(31, moderator, 5)] })
  await log.write({
    client: 2,
    segment: 0,
    ops: [70, 71, 72].map((target) => redact(target + 20, bob, target)),
  })
  await log.write({
    client: 3,
    segment: 0,
    ops: [testMask({ id: testOpId(32), by: moderator, target: testOpId(80) })],
  })
  await log.projection.read(log.conversation)
  expect(await linesOf(log)).toMatchObject([
    first,
    { user: bob, outcome: 'done', details: { seq: 9, unread: true, messages: 3 } },
  ])
})

test('[AL4] a moderator says of nothing that it disappeared, and many tries of one entry are one line', async () => {
  const log = await setup()
  await log.write({ client: 3, segment: 0, ops: [redact(30, moderator, 1, { expired: true })] })
  await log.write({ client: 2, segment: 0, ops: [2, 3, 4].map((target) => redact(20 + target, bob, target)) })
  await log.projection.read(log.conversation)
  expect(await linesOf(log)).toMatchObject([
    { user: moderator, outcome: 'done', details: { seq: 5 } },
    { user: bob, outcome: 'forbidden', details: { seq: 6, messages: 3 } },
  ])
})

test('[AL4] each is added once, whatever dies and however often the log is read', async () => {
  const log = await setup()
  await log.write({ client: 3, segment: 0, ops: [redact(30, moderator, 1)] })
  const { advance } = log.store.messages
  const dying = createProjection({
    store: {
      ...log.store,
      messages: {
        ...log.store.messages,
        advance: () => Promise.reject(new StoreTrouble('failed', undefined)),
      },
    },
    clock: log.clock,
    soon: (run) => void setImmediate(run),
    onForgotten: () => {},
    onNews: () => {},
  })
  await expect(dying.read(log.conversation)).rejects.toThrow(StoreTrouble)
  expect(await linesOf(log)).toEqual([])
  await log.projection.read(log.conversation)
  expect(await linesOf(log)).toHaveLength(1)
  await log.projection.read(log.conversation)
  await log.write({ client: 3, segment: 0, ops: [redact(31, moderator, 2)] })
  orThrow(await log.projection.read(log.conversation))
  expect(await linesOf(log)).toHaveLength(2)
  // Whoever comes too late with what another has read writes nothing of it.
  const state = { seq: 1, moderators: [] }
  const note = { scope: log.workspace, time: log.clock.now(), line: '{}' }
  const late = { added: [], changed: [], removed: [], unindexed: [], notes: [note] }
  expect(await advance({ conversation: log.conversation, after: 0, state, ...late })).toMatchObject({
    ok: false,
  })
  expect(await linesOf(log)).toHaveLength(2)
})
