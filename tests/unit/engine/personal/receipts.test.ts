import { expect, test } from 'vitest'
import { createCell } from '../../../../core/base/readable.ts'
import { ok } from '../../../../core/base/result.ts'
import { choicesChanged } from '../../../../core/engine/personal/own-choices.ts'
import { createReceipts } from '../../../../core/engine/personal/receipts.ts'
import { createMemoryStore } from '../../../../core/storage/memory-store.ts'
import { settled, workspace } from '../../../support/devices.ts'
import { testConversation } from '../../../support/test-conversation.ts'
import { createVirtualClock } from '../../../support/virtual-clock.ts'

const [dm, other] = [testConversation(1), testConversation(2)]

function setup(all = createCell<ReadonlyMap<string, string>>(new Map()), store = createMemoryStore()) {
  const clock = createVirtualClock()
  const heard: Array<readonly [string, number]> = []
  let changes = 0
  const set = async (key: string, value: string | undefined) => {
    const next = new Map(all.read())
    if (value === undefined) next.delete(key)
    else next.set(key, value)
    all.write(next)
    return ok(undefined)
  }
  const receipts = createReceipts({
    clock,
    store,
    stored: () => undefined,
    workspaces: () => [workspace],
    settings: () => ({ all, set }),
    workspaceOf: (conversation) => (conversation === other ? undefined : workspace),
    heardOwn: (conversation, seq) => heard.push([conversation, seq]),
    changed: () => changes++,
  })
  all.listen(receipts.look)
  const choose = async (hidesReading: true | undefined): Promise<void> => {
    for (const [key, value] of choicesChanged({ hidesReading }, clock.now())) await set(key, value)
  }
  return { all, store, clock, heard, receipts, choose, set, changes: () => changes }
}

test('[PS17] on, marks go their way; off, they are gathered for the person’s own devices alone', async () => {
  const { all, clock, receipts, choose, changes } = setup()
  expect(receipts.keep(dm, 5)).toBe(false)
  await choose(true)
  expect([receipts.areOff(), changes()]).toEqual([true, 1])
  for (const seq of [5, 6, 9, 7]) expect(receipts.keep(dm, seq)).toBe(true)
  expect(all.read().has(`read/${dm}`)).toBe(false)
  clock.advance(20_000)
  await settled()
  expect(all.read().get(`read/${dm}`)).toBe('9')
  receipts.keep(dm, 12)
  await receipts.close()
  expect(all.read().get(`read/${dm}`)).toBe('12')
  clock.advance(1)
  await choose(undefined)
  expect([receipts.areOff(), receipts.keep(dm, 13)]).toEqual([false, false])
})

test('[PS17] another device hears of it once, of what it knows, and never goes back', async () => {
  const { heard, set } = setup()
  for (const value of ['9', '7', '12', 'x', '-1', '0', '1e9']) await set(`read/${dm}`, value)
  await set(`read/${other}`, '4')
  await set('read/nonsense', '4')
  expect(heard).toEqual([
    [dm, 9],
    [dm, 12],
  ])
})

test('[PS17] after a restart nobody is told anything before the settings are there', async () => {
  const first = setup()
  await first.choose(true)
  await settled()
  const second = setup(undefined, first.store)
  expect(second.receipts.areOff()).toBe(false)
  await second.receipts.begin()
  second.receipts.look()
  expect(second.receipts.keep(dm, 5)).toBe(true)
  await second.choose(undefined)
  await settled()
  const third = setup(undefined, first.store)
  await third.receipts.begin()
  expect(third.receipts.areOff()).toBe(false)
})
