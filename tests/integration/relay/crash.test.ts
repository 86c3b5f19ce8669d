import { expect, test } from 'vitest'
import { bytesToHex } from '../../../core/base/bytes.ts'
import type { LoggedEntry } from '../../../core/protocol/frame.ts'
import { entryIdOf } from '../../../core/protocol/entry.ts'
import { emptyHead, nextHead } from '../../../core/protocol/log.ts'
import { createEntryWriter } from '../../support/entry-writer.ts'
import { foundWorkspace, signUp } from '../../support/relay-accounts.ts'
import { openSession, type SocketClient } from '../../support/socket-client.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { spawnRelay } from './relay-process.ts'

async function fetchAll(
  client: SocketClient,
  conversation: Parameters<SocketClient['waitForSeq']>[0],
): Promise<ReadonlyArray<LoggedEntry>> {
  client.send({
    kind: 'fetch',
    request: 1_000_000,
    conversation,
    segment: 0,
    after: 0,
    before: 0,
    limit: 0,
    backwards: false,
  })
  const entries: Array<LoggedEntry> = []
  for (;;) {
    const part = await client.waitFor('fetched')
    entries.push(...part.entries)
    if (part.complete) return entries.toSorted((left, right) => left.seq - right.seq)
  }
}

test('[LG3][EN6] a relay killed under load has every acked entry, once, and the rest can be sent again', async () => {
  const folder = temporaryFolder()
  let relay = await spawnRelay(folder)
  const ada = await signUp(relay, 'ada')
  await foundWorkspace(relay, ada, 'Quay')
  let socket = await openSession(relay, ada)
  const general = (await socket.waitFor('logs')).logs[0]?.conversation
  if (general === undefined) throw new Error('a workspace begins with a channel')
  const writer = createEntryWriter(ada, general)
  const sent = [writer.claim()]
  const acked = new Map<number, string>()

  for (let round = 0; round < 4; round++) {
    // What was on its way when the relay died is sent again first, as a client's outbox does.
    const from = acked.size
    // Large, so that they come in over several commits and the end falls between them.
    for (let number = 0; number < 60; number++) sent.push(writer.post(`${round}`.repeat(12_000)))
    const batch = sent.slice(from, from + 64)
    for (const [index, entry] of batch.entries()) {
      socket.send({ kind: 'append', request: from + index, entry })
    }
    const enough = from + round * 5 // the first time at once
    while (acked.size < enough) {
      const ack = await socket.waitFor('ack')
      acked.set(ack.request, `${ack.seq} ${bytesToHex(ack.head)}`)
    }
    relay.child.kill('SIGKILL')
    await relay.exited
    await socket.closed
    for (const frame of socket.frames) {
      if (frame.kind === 'refuse') throw new Error(frame.detail)
      if (frame.kind === 'ack') acked.set(frame.request, `${frame.seq} ${bytesToHex(frame.head)}`)
    }
    relay = await spawnRelay(folder)
    socket = await openSession(relay, ada)
    const stored = await fetchAll(socket, general)
    let head = emptyHead
    for (const [index, entry] of stored.entries()) {
      expect(entry.seq).toBe(index + 1)
      head = nextHead(head, entry.seq, entryIdOf(entry.bytes))
      expect(bytesToHex(entry.head)).toBe(bytesToHex(head))
      expect(bytesToHex(entry.bytes)).toBe(bytesToHex(sent[index] ?? emptyHead))
    }
    expect(stored.length).toBeGreaterThanOrEqual(acked.size)
    for (const [request, ack] of acked) {
      const entry = stored[request]
      expect(entry && `${entry.seq} ${bytesToHex(entry.head)}`).toBe(ack)
    }
  }
  socket.close()
  relay.child.kill('SIGTERM')
  expect(await relay.exited).toBe(0)
})
