import { expect, test } from 'vitest'
import { type Millis, millis } from '../../../../core/base/clock.ts'
import { createCell } from '../../../../core/base/readable.ts'
import { ok } from '../../../../core/base/result.ts'
import { archiveKey, archiveValue, createArchive } from '../../../../core/engine/personal/archive.ts'
import type { NotifyLevel } from '../../../../core/protocol/directory.ts'
import { createMemoryStore } from '../../../../core/storage/memory-store.ts'
import { settled, workspace } from '../../../support/devices.ts'
import { testConversation } from '../../../support/test-conversation.ts'

const [dm, other] = [testConversation(1), testConversation(2)]

function setup(store = createMemoryStore()) {
  const all = createCell<ReadonlyMap<string, string>>(new Map())
  const times = new Map<string, Millis>()
  const newest = new Map([[dm, 7]])
  const levels = new Map<string, NotifyLevel>()
  let isCurrent = true
  let changes = 0
  const set = (key: string, value: string | undefined): void => {
    const next = new Map(all.read())
    if (value === undefined) next.delete(key)
    else next.set(key, value)
    times.set(key, millis(1))
    all.write(next)
  }
  const archive = createArchive({
    store,
    stored: () => undefined,
    workspaces: () => [workspace],
    settings: () => ({
      all,
      timeOf: (key) => times.get(key),
      set: (...given) => {
        set(...given)
        return Promise.resolve(ok(undefined))
      },
    }),
    workspaceOf: () => workspace,
    levelOf: (conversation) => levels.get(conversation),
    newestOf: (conversation) => newest.get(conversation) ?? 0,
    isCurrent: () => isCurrent,
    changed: () => changes++,
  })
  all.listen(archive.look)
  return {
    store,
    archive,
    set,
    newest,
    levels,
    keys: () => [...all.read().keys()],
    has: () => [archive.has(dm), archive.has(other)],
    cut: () => (isCurrent = false),
    changes: () => changes,
  }
}

test('[PS21] it stands archived until something newer comes, and what cannot be read is none', () => {
  const { archive, set, newest, has, changes } = setup()
  expect(has()).toEqual([false, false])
  set(archiveKey(dm), archiveValue(7))
  set(archiveKey(other), archiveValue(undefined))
  expect([has(), changes()]).toEqual([[true, true], 2])
  archive.tidy()
  expect(has()).toEqual([true, true])
  newest.set(dm, 8)
  expect(has()).toEqual([false, true])
  for (const value of ['-1', '7.5', '07', 'x', '9'.repeat(16)]) set(archiveKey(other), value)
  expect(has()).toEqual([false, false])
})

test('[PS21] one that has come back is out for good: muted some day, it stays among the others', () => {
  const { archive, set, newest, levels, has, keys } = setup()
  set(archiveKey(dm), archiveValue(7))
  newest.set(dm, 8)
  archive.tidy()
  expect(keys()).toEqual([])
  levels.set(dm, 'none')
  expect(has()).toEqual([false, false])
})

test('[PS21] as long as another device may have said something else, nothing is taken out for good', () => {
  const { archive, set, newest, has, keys, cut } = setup()
  cut()
  set(archiveKey(dm), archiveValue(7))
  newest.set(dm, 8)
  archive.tidy()
  expect([has(), keys()]).toEqual([[false, false], [archiveKey(dm)]])
})

test('[PS21] what is muted stays, whatever comes', () => {
  const { archive, set, newest, levels, has, keys } = setup()
  levels.set(dm, 'none')
  set(archiveKey(dm), archiveValue(7))
  newest.set(dm, 8)
  archive.tidy()
  expect([has(), keys()]).toEqual([[true, false], [archiveKey(dm)]])
  levels.set(dm, 'mentions')
  expect(has()).toEqual([false, false])
})

test('[PS21] whoever writes there has it back, also without a network', () => {
  const { archive, set, has, keys, cut } = setup()
  cut()
  set(archiveKey(dm), archiveValue(7))
  archive.written(other)
  expect(has()).toEqual([true, false])
  archive.written(dm)
  expect([has(), keys()]).toEqual([[false, false], []])
})

test('[PS21] after a restart it is as it was, until the notes say something else', async () => {
  const first = setup()
  first.set(archiveKey(dm), archiveValue(7))
  await settled()
  const { archive, has, set } = setup(first.store)
  await archive.begin()
  archive.look()
  expect(has()).toEqual([true, false])
  set(archiveKey(dm), undefined)
  expect(has()).toEqual([false, false])
  await first.store.write([{ kind: 'value', key: 'archive', value: undefined }], { durable: true })
  await first.archive.rewrite()
  const again = setup(first.store)
  await again.archive.begin()
  expect(again.has()).toEqual([true, false])
})
