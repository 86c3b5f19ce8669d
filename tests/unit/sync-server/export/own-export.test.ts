import { expect, test } from 'vitest'
import { logLines } from '../../../../sync-server/export/log-lines.ts'
import { millis } from '../../../../core/base/clock.ts'
import { conversationId, deviceId, randomId, userId, workspaceId } from '../../../../core/protocol/ids.ts'
import { emptyHead } from '../../../../core/protocol/log.ts'
import type { LogStore } from '../../../../sync-server/store/log-store.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

const random = createSeededRandom(20)

test('[AU20] a log is read as far as it is sent: whoever takes it slowly has the relay hold little of it', async () => {
  const [conversation, workspace] = [randomId(conversationId, random), randomId(workspaceId, random)]
  const writer = createEntryWriter(
    { user: randomId(userId, random), device: randomId(deviceId, random) },
    conversation,
  )
  const stored = Array.from({ length: 40 }, (_, index) => ({
    seq: index + 1,
    head: emptyHead,
    time: millis(index),
    bytes: writer.post(`number ${index} ${'x'.repeat(10_000)}`),
  }))
  const asked: Array<number> = []
  const place = { conversation, workspace, audience: workspace, sealed: false, archived: false }
  const logs: Pick<LogStore, 'log' | 'entries'> = {
    log: async () => ({ ...place, seq: stored.length, head: emptyHead, newestSegment: 0, time: millis(0) }),
    entries: async (_conversation, { after, upTo }, { maxBytes }) => {
      let room = maxBytes
      const found = stored.filter(
        ({ seq, bytes }) => seq > after && seq <= upTo && (room -= bytes.length) > 0,
      )
      asked.push(found.reduce((sum, { bytes }) => sum + bytes.length, 0))
      return found
    },
  }
  const lines = logLines(logs, conversation)[Symbol.asyncIterator]()
  for (let taken = 0; taken < 20; taken++) await lines.next()
  expect(asked.length).toBe(1)
  let count = 20
  while ((await lines.next()).done !== true) count++
  expect(count).toBe(40)
  expect(Math.max(...asked)).toBeLessThanOrEqual(262_144)
})
