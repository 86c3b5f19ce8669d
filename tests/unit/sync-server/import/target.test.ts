import { expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { maxOpsPerSegment, maxTextLength } from '../../../../core/conversation/limits.ts'
import type { Op } from '../../../../core/conversation/op.ts'
import { loadSegment, type Segment } from '../../../../core/conversation/segment.ts'
import { decodeOp } from '../../../../core/conversation/op-codec.ts'
import { decodeEntry } from '../../../../core/protocol/entry.ts'
import type { ConversationId, WorkspaceId } from '../../../../core/protocol/ids.ts'
import type { ImportMessage } from '../../../../sync-server/import/import-api.ts'
import { importedId } from '../../../../sync-server/import/message-ops.ts'
import { createImportTarget, type ImportTarget } from '../../../../sync-server/import/target.ts'
import { createGatewayWriter } from '../../../../sync-server/messages/gateway-writer.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'
import { setupVirtualRelay, type VirtualRelay } from '../../../support/virtual-relay.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'

interface Setup {
  readonly world: VirtualRelay
  readonly target: ImportTarget
  readonly workspace: WorkspaceId
  readonly channel: ConversationId
  readonly importAll: (messages: ReadonlyArray<ImportMessage>) => ReturnType<ImportTarget['messages']>
  /** All ops of the channel as readers see them, by segment. */
  readonly segments: () => Promise<ReadonlyArray<ReadonlyArray<Op>>>
}

async function setupTarget(): Promise<Setup> {
  const world = setupVirtualRelay()
  const { store, relay, clock } = world
  const random = createSeededRandom(5)
  const writer = createGatewayWriter({ store, relay, random })
  const target = createImportTarget({ store, relay, writer, clock, random })
  const { id: workspace } = orThrow(await target.workspace('Old days', undefined))
  const people = ['U1', 'U2', 'U3'].map((source) => ({ source, name: `person ${source}` }))
  expect(orThrow(await target.people(workspace, people))).toBe(3)
  const { id: channel } = orThrow(
    await target.channel(workspace, { source: 'C1', name: 'general', topic: 'all' }),
  )
  return {
    world,
    target,
    workspace,
    channel,
    importAll: async (messages) => {
      const done = target.messages(workspace, channel, messages)
      await world.settle()
      return done
    },
    segments: async () => readSegments(world, channel),
  }
}

async function readSegments(world: VirtualRelay, channel: ConversationId): Promise<Array<Array<Op>>> {
  const log = await world.store.logs.log(channel)
  const range = { segment: undefined, after: 0, upTo: log?.seq ?? 0 }
  const docs: Array<Segment> = []
  const read: Array<Array<Op>> = []
  for (const { bytes } of await world.store.logs.entries(channel, range, { maxBytes: 2 ** 30 })) {
    const entry = orThrow(decodeEntry(bytes))
    if (entry.kind === 'content')
      (docs[entry.segment] ??= orThrow(loadSegment([])).segment).apply(entry.update)
  }
  const { gatewayDevice } = world.store.identity
  const client = (await world.store.logs.clientOf(channel, gatewayDevice)) ?? 0
  for (const doc of docs) {
    const ops: Array<Op> = []
    for (let clock = 0; clock < doc.nextClock(client); clock++) {
      const bytes = doc.content(client, clock)
      if (bytes !== undefined) ops.push(orThrow(decodeOp(bytes, { canonical: true })))
    }
    read.push(ops)
  }
  return read
}

const message = (number: number, fields: Partial<ImportMessage> = {}): ImportMessage => ({
  source: `${number}.000100`,
  author: 'U1',
  time: 1_600_000_000_000 + number,
  counter: 100,
  text: `message ${number}`,
  alsoInChannel: false,
  mentions: [],
  reactions: [],
  ...fields,
})
const numbered = (from: number, count: number): ReadonlyArray<ImportMessage> =>
  Array.from({ length: count }, (_, index) => message(from + index))

test('a message becomes a post and its reactions, on behalf of placeholders', async () => {
  const { world, importAll, segments, workspace, channel } = await setupTarget()
  const reactions = [{ emoji: '👍', by: ['U2', 'U3', 'U2'] }]
  const reply = message(2, { author: 'U2', thread: '1.000100', alsoInChannel: true, mentions: ['U1', 'U9'] })
  const answer = await importAll([message(1, { thread: '1.000100', reactions }), reply])
  expect(answer).toEqual({ ok: true, value: { imported: 2, skipped: 0, refused: [] } })

  const people = await world.store.imports.people(workspace, ['U1', 'U2', 'U3'])
  const [first, second] = [importedId(channel, '1.000100'), importedId(channel, '2.000100')]
  const at = { time: 1_600_000_000_001, counter: 100 }
  const react = { kind: 'react', at, target: first, emoji: '👍', on: true }
  expect(await segments()).toMatchObject([
    [
      { kind: 'post', id: first, at, by: people.get('U1'), text: 'message 1' },
      { ...react, by: people.get('U2') },
      { ...react, by: people.get('U3') },
      {
        kind: 'post',
        id: second,
        by: people.get('U2'),
        thread: first,
        alsoInChannel: true,
        mentions: [people.get('U1')],
      },
    ],
  ])
  expect((await segments())[0]?.[0]).not.toHaveProperty('thread') // the root is no reply to itself
})

test('twice is once, also within one request', async () => {
  const { importAll, segments } = await setupTarget()
  const messages = numbered(0, 10)
  await importAll(messages)
  expect(await importAll([...messages, message(10), message(10)])).toEqual({
    ok: true,
    value: { imported: 1, skipped: 11, refused: [] },
  })
  expect((await segments()).flat().length).toBe(11)
})

test('segments are filled and then followed by the next, over many requests', async () => {
  const { importAll, segments } = await setupTarget()
  for (let from = 0; from < 5_000; from += 700) await importAll(numbered(from, Math.min(700, 5_000 - from)))
  const read = await segments()
  expect(read.flat().length).toBe(5_000)
  expect(read.length).toBe(3)
  for (const ops of read.slice(0, -1)) expect(ops.length).toBeGreaterThanOrEqual(maxOpsPerSegment)
  expect(read.flat().map((op) => op.at.time)).toEqual(numbered(0, 5_000).map(({ time }) => time))
})

test('what cannot be taken is told with its reason, the rest is imported', async () => {
  const { importAll, segments } = await setupTarget()
  const many = Array.from({ length: 20 }, (_, index) => ({ emoji: `e${index}`, by: ['U1', 'U2'] }))
  const answer = await importAll([
    message(1, { author: 'U9' }),
    message(2, { text: '' }),
    message(3, { text: 'x'.repeat(maxTextLength + 1) }),
    message(4, { text: 'x'.repeat(maxTextLength) }),
    message(5, { reactions: [...many, { emoji: 'x'.repeat(99), by: ['U1'] }, { emoji: '👍', by: ['U9'] }] }),
  ])
  expect(answer).toMatchObject({ ok: true, value: { imported: 2, skipped: 0 } })
  expect(orThrow(answer).refused.map(({ source, reason }) => `${source}: ${reason}`)).toEqual([
    '1.000100: its author is not among the people of the import',
    '2.000100: it has no text',
    '3.000100: it has 16385 characters, more than 16384',
    '5.000100: 2 of its reactions were left out',
  ])
  expect((await segments()).flat().length).toBe(2 + 40)
})

test('a store that fails half-way loses and doubles nothing', async () => {
  const { world, importAll, segments } = await setupTarget()
  await importAll(numbered(0, 600))
  world.setFull(true)
  expect(await importAll(numbered(0, 1_800))).toMatchObject({ ok: false, failure: { kind: 'unavailable' } })
  expect((await segments()).flat().length).toBe(600)
  world.setFull(false)
  expect(orThrow(await importAll(numbered(0, 1_800)))).toMatchObject({ imported: 1_200, skipped: 600 })
  expect((await segments()).flat().map((op) => op.at.time)).toEqual(
    numbered(0, 1_800).map(({ time }) => time),
  )
})

test('people may write meanwhile', async () => {
  const { world, importAll, workspace, channel } = await setupTarget()
  const ada = await world.addDevice('ada')
  orThrow(await world.store.directory.join(workspace, ada.user, 'member'))
  const socket = await world.open(ada)
  const writer = createEntryWriter(ada, channel)
  socket.send({ kind: 'append', request: 0, entry: writer.claim() })
  await importAll(numbered(0, 10))
  socket.send({ kind: 'append', request: 1, entry: writer.post('hello') })
  await importAll(numbered(10, 10))
  expect(socket.of('ack').length).toBe(2)
  expect(socket.of('entries').flatMap(({ entries }) => entries).length).toBe(3)
})

test('a workspace is made once; only a named owner owns it', async () => {
  const { world, target, workspace } = await setupTarget()
  const ada = await world.addDevice('ada')
  expect(orThrow(await target.workspace('old DAYS', undefined))).toEqual({
    id: workspace,
    created: false,
    hasOwner: false,
  })
  orThrow(await world.store.directory.join(workspace, ada.user, 'member'))
  expect(orThrow(await target.workspace('Old days', undefined)).hasOwner).toBe(false)
  expect(orThrow(await target.workspace('Old days', 'ada')).hasOwner).toBe(true)
  expect(await world.store.directory.role(workspace, ada.user)).toBe('owner')
  expect(await target.workspace('Old days', 'nobody')).toMatchObject({ failure: { kind: 'not-found' } })
})

test('a channel of another workspace takes no messages', async () => {
  const { world, target, channel } = await setupTarget()
  const { workspace: other } = await world.addWorkspace([await world.addDevice('ada')])
  expect(await target.messages(other, channel, numbered(0, 1))).toMatchObject({
    failure: { kind: 'not-found' },
  })
})
