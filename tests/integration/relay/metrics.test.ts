/** `/metrics`, its guide and its dashboard: the same names in all three, and each of them moves. */
import { readFileSync } from 'node:fs'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { paths } from '../../../core/protocol/api.ts'
import { identityPaths } from '../../../core/protocol/identity-api.ts'
import { webhookPaths } from '../../../core/protocol/webhooks-api.ts'
import { messagePaths } from '../../../core/protocol/messages-api.ts'
import { createFileClient } from '../../support/file-client.ts'
import { callRelay } from '../../support/relay-accounts.ts'
import { openPair } from '../../support/relay-pair.ts'
import { startTestRelay, type TestRelay } from '../../support/relay.ts'
import { joinRoom, leaveRooms } from '../../support/room-client.ts'
import { sealTestFile } from '../../support/sealed-file.ts'
import { connectSocket, openSession } from '../../support/socket-client.ts'
import { closeTexts, openText } from '../../support/text-socket.ts'

let relay: TestRelay
beforeAll(async () => {
  relay = await startTestRelay({
    env: {
      WEBHOOK_ALLOWED_HOSTS: '127.0.0.1',
      FILE_SCANNER: 'tcp://127.0.0.1:1',
      SMTP_URL: 'smtp://127.0.0.1:1',
      MAIL_FROM: 'relay@example.org',
    },
  })
})
afterEach(leaveRooms)
afterEach(closeTexts)
afterAll(() => relay.close())

/** Whole lines by name and labels. */
async function scrape(of: TestRelay = relay): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(of.url + paths.metrics, {
    headers: { authorization: `Bearer ${of.adminToken()}` },
  })
  expect(answer.headers.get('content-type')).toContain('text/plain')
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(' ')
      return [line.slice(0, space), Number(line.slice(space + 1))]
    }),
  )
}

const baseName = (line: string): string =>
  (/^\w+/.exec(line)?.[0] ?? '').replace(/(?<=_seconds)_(bucket|sum|count)$/, '')
const namesOf = (scraped: ReadonlyMap<string, number>): ReadonlyArray<string> =>
  [...new Set(Array.from(scraped.keys(), baseName))].toSorted()
const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

test('[OP1] nobody reads them without the administrator’s token', async () => {
  const { ada, adas } = await openPair(relay)
  for (const token of ['', 'wrong', ada.session.accessToken]) {
    expect((await callRelay(relay, paths.metrics, { token })).status).toBe(401)
  }
  adas.close()
})

test('[OP1] the guide and the dashboard name those that exist', async () => {
  await callRelay(relay, paths.health)
  const names = namesOf(await scrape())
  const guide = [...file('docs/guides/operations.md').matchAll(/^\| `(\w+)` \|/gm)].map(
    ([, name = '']) => name,
  )
  expect(guide.toSorted()).toEqual(names)
  const inDashboard = file('deploy/grafana-dashboard.json').match(/\b(?:tidings|process|nodejs)_\w+/g) ?? []
  expect([...new Set(inDashboard.map(baseName))].toSorted()).toEqual(names)
})

const closeCodeOf = (socket: WebSocket): Promise<number> =>
  new Promise((resolve) => socket.once('close', (code) => resolve(code)))

const isMore = (value: unknown): boolean => Number(value) > 0

async function hasMovedWhereItIsFull(): Promise<boolean> {
  const full = await startTestRelay({ maxPages: 300 })
  const { adas, writer } = await openPair(full)
  const before = (await scrape(full)).get('tidings_store_troubles_total')
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  const first = await adas.answerTo(0)
  for (let request = 1; request < 300; request++) {
    adas.send({ kind: 'append', request, entry: writer.post('x'.repeat(4_000)) })
    if ((await adas.answerTo(request)).kind === 'refuse') break
  }
  const after = (await scrape(full)).get('tidings_store_troubles_total')
  adas.close()
  await full.close()
  return first.kind === 'ack' && before === 0 && isMore(after)
}

test('[OP1] each of them moves when that happens which it counts', async () => {
  const { ada, bob, workspace, general, adas, writer } = await openPair(relay)
  // The relay is no receiver, and says so.
  const wish = { name: 'CI', url: `${relay.url}/none`, events: ['message.posted'] }
  const token = ada.session.accessToken
  await callRelay(relay, webhookPaths.webhooks(workspace), { body: wish, token })
  const before = await scrape()
  const moved = new Set<string>()
  const look = async (): Promise<void> => {
    for (const [line, value] of await scrape())
      if (value !== (before.get(line) ?? 0)) moved.add(baseName(line))
  }
  const bobs = await openSession(relay, bob)
  const stranger = await connectSocket(relay)
  const room = joinRoom(relay, `${general}/0`, ada)
  await room.synced()
  adas.send({ kind: 'append', request: 0, entry: writer.claim() })
  adas.send({ kind: 'append', request: 1, entry: writer.post('hello') })
  await bobs.waitForSeq(general, 2)
  adas.send({ kind: 'append', request: 2, entry: Uint8Array.of(1) })
  await adas.waitFor('refuse')
  const { sealed, attachment, named } = await sealTestFile('a chart')
  await createFileClient(relay, ada).put(attachment.id, general, sealed)
  const said = { text: '', attachments: [named] }
  await callRelay(relay, messagePaths.messages(general), { body: said, token })
  await adas.waitFor('presence')
  await look()
  stranger.sendText('hello')
  await stranger.closed
  const server = relay.url.replace('http', 'ws')
  const bot = openText(`${server}${paths.gateway}?token=${token}`)
  bot.say({ type: 'nonsense' })
  await bot.until({ type: 'error', code: 'bad-frame' })
  expect((await scrape()).get('tidings_sockets{door="json"}')).toBe(1)
  bot.socket.send(Uint8Array.of(1))
  const guest = new WebSocket(`${server}${paths.rooms}/${general}/0?token=${token}`)
  guest.once('open', () => guest.send('text'))
  expect(await Promise.all([bot.closed, closeCodeOf(guest)])).toEqual([4400, 4400])
  const invitation = { role: 'member', uses: 1, expiresInSeconds: 600, email: 'bob@example.org' }
  await callRelay(relay, identityPaths.invitations(workspace), { body: invitation, token })
  await look()
  await expect
    .poll(async () => (await scrape()).get('tidings_webhook_deliveries_total{outcome="retry"}'))
    .toBe(1)
  await expect
    .poll(async () => (await scrape()).get('tidings_file_scans_total{outcome="failed"}'))
    .toBeGreaterThan(0)
  await expect.poll(async () => (await scrape()).get('tidings_letters_total{outcome="retry"}')).toBe(1)
  await look()
  const counted = await scrape()
  // One is of a moment between two commits, the other of a disk that is full.
  await expect
    .poll(async () => {
      for (let number = 0; number < 500; number++) {
        const entry = writer.post(`one of many ${number}`)
        adas.send({ kind: 'append', request: writer.nextCounter(), entry })
      }
      const scraped = await scrape()
      return ['tidings_entries_waiting', 'tidings_entries_waiting_seconds'].map((name) => scraped.get(name))
    })
    .toEqual([expect.toSatisfy(isMore), expect.toSatisfy(isMore)])
  moved.add('tidings_entries_waiting').add('tidings_entries_waiting_seconds')
  if (await hasMovedWhereItIsFull()) moved.add('tidings_store_troubles_total')
  const fixed = 'process_start_time_seconds'
  expect([...moved].toSorted()).toEqual(namesOf(before).filter((name) => name !== fixed))
  expect(counted.get('tidings_entries_total{kind="claim"}')).toBe(2) // of the gateway, too
  expect(counted.get('tidings_entries_total{kind="open"}')).toBe(2)
  expect(counted.get('tidings_refusals_total{door="sync",code="malformed"}')).toBe(1)
  expect(counted.get('tidings_refusals_total{door="json",code="bad-frame"}')).toBe(1)
  for (const door of ['sync', 'rooms', 'json']) {
    expect(counted.get(`tidings_goodbyes_total{door="${door}",code="protocol-error"}`)).toBe(1)
  }
  expect(counted.get('tidings_uploads_total')).toBe(1)
  expect(counted.get('tidings_upload_bytes_total')).toBe(sealed.length)
  expect(counted.get('tidings_delivery_seconds_bucket{le="+Inf"}')).toBe(4)
  expect(counted.get('tidings_delivery_seconds_count')).toBe(4)
  expect(counted.get('tidings_strangers')).toBe(0)
  for (const client of [adas, bobs]) client.close()
})

test('[OP1] whatever is asked for, what is none of the API has one name', async () => {
  for (const path of ['/x', '/y', '/v1/z', '/%00', '/docs']) await fetch(relay.url + path)
  const labels = Array.from((await scrape()).keys()).filter((line) => line.includes('operation="'))
  const operations = labels.map((line) => /operation="([^"]*)"/.exec(line)?.[1])
  expect(operations).toContain('other')
  for (const operation of operations) expect(operation).toMatch(/^[a-zA-Z]+$/)
})
