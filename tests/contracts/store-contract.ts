/** What every adapter of `Store` (sync-server/store/store.ts) must do. */
import { describe, expect, test } from 'vitest'
import { describeAccounts } from './store-accounts.ts'
import { describeAudit } from './store-audit.ts'
import { describeBots } from './store-bots.ts'
import { describeDirectory } from './store-directory.ts'
import { describeDocuments } from './store-documents.ts'
import { describeErasure } from './store-erasure.ts'
import { setupStore, type StoreUnderTest } from './store-fixture.ts'
import { describeFiles } from './store-files.ts'
import { describeIdentity } from './store-identity.ts'
import { describeImports } from './store-imports.ts'
import { describeKeys } from './store-keys.ts'
import { describeLetters } from './store-letters.ts'
import { describeLogs, describeWriters } from './store-logs.ts'
import { describeMarks } from './store-marks.ts'
import { describeModeration } from './store-moderation.ts'
import { describePictures } from './store-pictures.ts'
import { describeQuotas } from './store-quotas.ts'
import { describeMessages } from './store-messages.ts'
import { describeRetention } from './store-retention.ts'
import { describeScans } from './store-scans.ts'
import { describeSealed } from './store-sealed.ts'
import { describeWebhooks } from './store-webhooks.ts'

export function describeStore(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a Store`, () => {
    const under = setupStore(create)

    test('its identity is made once', async () => {
      const before = under.store().identity
      await under.reopen()
      expect(under.store().identity).toEqual(before)
      expect(before.epoch.length).toBe(16)
      expect(before.receiptSeed.length).toBe(32) // [RT2]
    })

    describeAccounts(under)
    describeIdentity(under)
    describeAudit(under)
    describeDirectory(under)
    describeDocuments(under)
    describeLogs(under)
    describeWriters(under)
    describeFiles(under)
    describeImports(under)
    describeMarks(under)
    describeModeration(under)
    describePictures(under)
    describeQuotas(under)
    describeMessages(under)
    describeScans(under)
    describeSealed(under)
    describeKeys(under)
    describeWebhooks(under)
    describeLetters(under)
    describeBots(under)
    describeRetention(under)
    describeErasure(under)
  })
}
