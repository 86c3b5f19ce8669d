import { expect, test } from 'vitest'
import { ok } from '../../../../../core/base/result.ts'
import type { PageBridge } from '../../../../../core/bridge/contract.ts'
import type { RestoredStores } from '../../../../../renderer/platform/open-restored.ts'
import { restoreBackup } from '../../../../../renderer/features/backup/read-backup.ts'
import { alice } from '../../../../support/conversations.ts'

/** A backup with nothing in it. Whoever restores it goes away with the call `leavesAt`, counted by its name. */
async function restore(leavesAt?: string, missed = 0) {
  const asked: Array<string> = []
  const running = new AbortController()
  const about = { user: alice, username: 'alice', displayName: 'Alice', relay: 'http://127.0.0.1:1', made: 1 }
  const answers: Readonly<Record<string, unknown>> = {
    'backup.open': 1,
    'backup.feed': ok([]),
    'backup.end': ok({
      about,
      keysOf: 0,
      hasIdentity: true,
      files: { count: 3, bytes: 9 },
      filesMissed: missed,
    }),
    'backup.adopt': ok(new Uint8Array(32)),
    'backup.enter': ok(undefined),
  }
  const note = (name: string): void => {
    asked.push(name)
    if (`${name} ${asked.filter((each) => each === name).length}` === leavesAt) running.abort()
  }
  const stores = {
    close: async () => note('stores.close'),
  }
  const result = await restoreBackup({
    bridge: {
      call: async (name) => {
        note(name)
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a table of made-up answers
        return answers[name] as never
      },
    } satisfies Pick<PageBridge, 'call'>,
    file: new Blob(['a backup']),
    passphrase: 'kept on a piece of paper',
    progress: () => undefined,
    stop: running.signal,
    openRestored: async () => {
      note('stores.open')
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- nothing is written to them
      return ok(stores as unknown as RestoredStores)
    },
  })
  return { result, asked }
}

const began = ['backup.open', 'backup.feed', 'backup.end']
const filled = [
  'backup.adopt',
  'stores.open',
  'backup.open',
  'backup.feed',
  'backup.end',
  'stores.close',
  'backup.close',
]

test('[BU7] left to itself, a restore opens the account', async () => {
  const { result, asked } = await restore()
  expect(result.ok).toBe(true)
  expect(asked).toContain('backup.enter')
})

test('[BU12] how many files found no place is known to who restores', async () => {
  const { result } = await restore(undefined, 2)
  expect(result).toMatchObject({ ok: true, value: { filesMissed: 2 } })
})

test.each([
  ['backup.feed 1', [...began, 'backup.close']],
  ['backup.end 1', [...began, 'backup.close']],
  [
    'backup.adopt 1',
    [...began, 'backup.adopt', 'stores.open', 'backup.open', 'stores.close', 'backup.close', 'backup.close'],
  ],
  ['backup.feed 2', [...began, ...filled, 'backup.close']],
])('[BU7] whoever leaves at %s enters no account, and everything is closed', async (leavesAt, calls) => {
  const { result, asked } = await restore(leavesAt)
  expect(result).toEqual({ ok: false, failure: { kind: 'cancelled' } })
  expect(asked).toEqual(calls)
})
