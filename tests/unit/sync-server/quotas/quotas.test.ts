import { expect, test } from 'vitest'
import { ok } from '../../../../core/base/result.ts'
import { randomId, userId, workspaceId } from '../../../../core/protocol/ids.ts'
import { createQuotas } from '../../../../sync-server/quotas/quotas.ts'
import type { QuotaStore, UsagePlace } from '../../../../sync-server/store/quota-store.ts'
import { createSeededRandom } from '../../../support/seeded-random.ts'

const random = createSeededRandom(3)
const [ada, bob] = [randomId(userId, random), randomId(userId, random)]
const workspace = randomId(workspaceId, random)
const holdings = { people: 2, conversations: 3, files: 0, fileBytes: 0 }

test('[QU1] what is counted rests between its slices, and who asks meanwhile is told the same', async () => {
  const counted: Array<UsagePlace | undefined> = []
  const store: QuotaStore = {
    holdings: async () => holdings,
    logUsage: async (_workspace, from) => {
      counted.push(from)
      const seq = (from?.seq ?? 0) + 10
      const next = seq < 30 ? { conversation: 1, seq } : undefined
      return { messages: 1, entries: 10, entryBytes: 100, next }
    },
    people: async () => 2,
    quota: async () => ({ fileBytes: undefined, people: 5 }),
    setQuota: async () => {},
  }
  let goOn = (): void => {}
  const rested = new Promise<void>((resolve) => (goOn = resolve))
  const quotas = createQuotas({
    store,
    directory: { role: async () => 'owner' },
    access: { inWorkspace: async () => ok('owner') },
    defaults: { fileBytes: 1_000, people: 9 },
    rest: () => rested,
  })
  const asked = [quotas.usage(ada, workspace), quotas.usage(bob, workspace)]
  await expect.poll(() => counted.length).toBe(1)
  goOn()
  const usage = {
    ...holdings,
    messages: 3,
    entries: 30,
    entryBytes: 300,
    limits: { fileBytes: 1_000, people: 5 },
  }
  expect(await Promise.all(asked)).toEqual([ok(usage), ok(usage)])
  expect(counted.length).toBe(3)
  expect(await quotas.usage(ada, workspace)).toEqual(ok(usage))
  expect(counted.length).toBe(6)
})
