import { onTestFinished, expect, test } from 'vitest'
import { orThrow } from '../../../../core/base/defect.ts'
import { millis } from '../../../../core/base/clock.ts'
import { workspaceId } from '../../../../core/protocol/ids.ts'
import { createAudit } from '../../../../sync-server/audit/audit.ts'
import { createEnforcer } from '../../../../sync-server/moderation/enforce.ts'
import { createAccess } from '../../../../sync-server/access/access.ts'
import { createRetention } from '../../../../sync-server/retention/retention.ts'
import { createSweep, sweepEveryMs } from '../../../../sync-server/retention/sweep.ts'
import { createEntryWriter } from '../../../support/entry-writer.ts'
import { setupMessages } from '../../../support/messages-world.ts'

const dayMs = 86_400_000

async function setupSweep(mostDays?: number) {
  const setup = await setupMessages()
  const { store, clock, settle } = setup.world
  const sweep = createSweep({
    store: store.retention,
    mostDays,
    enforcer: createEnforcer({ messages: setup.messages, store: store.messages }),
    audit: createAudit(store.audit, clock),
    clock,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
  })
  onTestFinished(() => sweep.stop())
  const pass = async (ms: number): Promise<void> => {
    clock.advance(ms)
    for (let turn = 0; turn < 60; turn++) await settle()
  }
  const texts = async (user = setup.ada.user) => {
    const page = await setup.done(setup.messages.list(user, setup.general, { limit: 100 }))
    return orThrow(page).messages.map(({ text }) => text)
  }
  return { ...setup, sweep, pass, texts }
}

test('[RN1] what is older than the workspace keeps is taken back, replies in threads too, and the rest stays', async () => {
  const { say, pass, texts, world, workspace, general, bob, ada, messages, done } = await setupSweep()
  const root = await say(bob.user, 'old')
  const reply = orThrow(await done(messages.send(ada.user, general, { text: 'old reply', thread: root })))
  await world.store.retention.setDays(workspace, 2)
  await pass(dayMs)
  await say(bob.user, 'new')
  expect(await texts()).toEqual(['old', 'new'])
  await pass(dayMs + sweepEveryMs)
  await pass(sweepEveryMs)
  expect(await texts()).toEqual(['new'])
  expect(orThrow(await done(messages.get(ada.user, general, reply.id))).redacted).toBe(true)
  const lines = (await world.store.audit.list(workspace, 0, 10)).map(({ line }) => line)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('"details":{"days":2,"messages":2}')
})

test('[RN2] what the gateway wrote leaves the log; what a device wrote is hidden, whoever may moderate takes back for who has left', async () => {
  const { say, pass, texts, world, workspace, general, cy, bob } = await setupSweep()
  await say(bob.user, 'by the gateway')
  const device = createEntryWriter(cy, general)
  const connection = await world.open(cy)
  connection.send({ kind: 'append', request: 1, entry: device.claim() })
  connection.send({ kind: 'append', request: 2, entry: device.post('by the app') })
  await world.settle()
  expect(await texts()).toHaveLength(2)
  await world.store.directory.leave(workspace, cy.user)
  await world.store.retention.setDays(workspace, 1)
  await pass(30 * dayMs)
  await pass(sweepEveryMs)
  expect(await texts()).toEqual([])
  const upTo = (await world.store.logs.log(general))?.seq ?? 0
  const range = { segment: undefined, after: 0, upTo }
  const log = await world.store.logs.entries(general, range, { maxBytes: 1e6 })
  const holds = (text: string) => log.some(({ bytes }) => Buffer.from(bytes).includes(text))
  expect([holds('by the gateway'), holds('by the app')]).toEqual([false, true])
})

test('[RN1] of other workspaces, and where nothing is said of it, all stays', async () => {
  const { say, pass, texts, world, bob } = await setupSweep()
  await say(bob.user, 'for ever')
  await world.store.retention.setDays(workspaceId('77'.repeat(16)), 1)
  expect(await world.store.retention.rules(undefined)).toEqual([])
  await pass(400 * dayMs)
  await pass(sweepEveryMs)
  expect(await texts()).toEqual(['for ever'])
  expect(await world.store.retention.aged(workspaceId('77'.repeat(16)), millis(1e15), 10)).toEqual([])
})

test('[RN4] what the relay keeps at most binds every workspace: who says nothing, who says more, and not who says less', async () => {
  const { say, pass, texts, world, workspace, bob, ada } = await setupSweep(10)
  const retention = createRetention({
    store: world.store.retention,
    mostDays: 10,
    access: createAccess(world.store),
    changed: () => {},
  })
  const known = async () => orThrow(await retention.days(ada.user, workspace))
  await say(bob.user, 'first')
  await pass(9 * dayMs)
  expect([await texts(), await known()]).toEqual([['first'], 10])
  await world.store.retention.setDays(workspace, 365)
  expect(await known()).toBe(10)
  await pass(dayMs + sweepEveryMs)
  await pass(sweepEveryMs)
  expect(await texts()).toEqual([])
  await world.store.retention.setDays(workspace, 2)
  expect(await known()).toBe(2)
  expect(await world.store.retention.rules(10)).toContainEqual({ workspace, days: 2 })
  await say(bob.user, 'second')
  await pass(2 * dayMs + sweepEveryMs)
  await pass(sweepEveryMs)
  expect(await texts()).toEqual([])
})
