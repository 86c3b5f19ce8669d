/** Messages by their ids, from the index: for what is not loaded. */
import type { Clock, Millis } from '../base/clock.ts'
import type { Readable } from '../base/readable.ts'
import type { ConversationId, OpId } from '../protocol/ids.ts'
import type { DocumentPlace } from '../search/document.ts'
import { asModerated } from '../search/matching.ts'
import type { Found, IndexQuery } from '../search/query.ts'
import type { IndexProgress, SearchIndex } from '../search/search-index.ts'
import type { DirectoryModel } from './directory-model.ts'

/** Calls of the index for one question, each of some 2,000 messages: what is further back is left alone. */
const most = 8

interface LookUpDeps {
  readonly index: Pick<SearchIndex, 'find' | 'progress'>
  readonly clock: Pick<Clock, 'now'>
  readonly model: Pick<DirectoryModel, 'isModerator'>
}

/** A question would wake an index that rests (rule SE54). It has begun once it knows what it has to read, or cannot. */
const begun = (progress: Readable<IndexProgress>): Promise<void> =>
  new Promise((resolve) => {
    const hasBegun = (): boolean => progress.read().held > 0 || progress.read().trouble !== undefined
    if (hasBegun()) return resolve()
    const stop = progress.listen(() => {
      if (!hasBegun()) return
      stop()
      resolve()
    })
  })

/** What of them was written before `until`, once the index has begun. Undefined if the index cannot say, or has not read all that is on this device. */
export const createLookUp =
  ({ index, clock, model }: LookUpDeps) =>
  async (
    conversation: ConversationId,
    ids: ReadonlySet<OpId>,
    until: Millis,
  ): Promise<ReadonlyArray<Found> | undefined> => {
    await begun(index.progress)
    const found: Array<Found> = []
    let after: DocumentPlace | undefined
    for (let call = 0; call < most; call++) {
      const query: IndexQuery = {
        terms: [],
        traits: [],
        conversations: new Set([conversation]),
        authors: undefined,
        ids,
        from: undefined,
        until,
        after,
        now: clock.now(),
        limit: ids.size,
      }
      const page = await index.find(query)
      if (!page.ok) return undefined
      const isModerator = (user: Found['author']): boolean => model.isModerator(conversation, user)
      found.push(...page.value.found.flatMap((each) => asModerated(each, query, isModerator) ?? []))
      after = page.value.next
      if (after === undefined || found.length >= ids.size) break
    }
    const { indexed, held } = index.progress.read()
    return indexed < held && found.length < ids.size ? undefined : found
  }
