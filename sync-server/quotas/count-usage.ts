import type { WorkspaceId } from '../../core/protocol/ids.ts'
import type { Holdings, LogUsage, QuotaStore } from '../store/quota-store.ts'

export interface Usage extends Holdings, LogUsage {}

/**
 * All that a workspace holds; undefined where there is none. Its logs are counted a slice after the other, with a `rest` between two, so that
 * what is written meanwhile may count in part.
 */
export async function countUsage(
  store: Pick<QuotaStore, 'holdings' | 'logUsage'>,
  workspace: WorkspaceId,
  rest: () => Promise<void>,
): Promise<Usage | undefined> {
  const holdings = await store.holdings(workspace)
  if (holdings === undefined) return undefined
  let { next, ...sum } = await store.logUsage(workspace, undefined)
  while (next !== undefined) {
    await rest()
    const slice = await store.logUsage(workspace, next)
    sum = {
      messages: sum.messages + slice.messages,
      entries: sum.entries + slice.entries,
      entryBytes: sum.entryBytes + slice.entryBytes,
    }
    next = slice.next
  }
  return { ...holdings, ...sum }
}
