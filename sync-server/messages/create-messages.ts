import { createConversationReader, type ReaderDeps } from './conversation-reader.ts'
import { createMessageReads } from './message-reads.ts'
import { createMessageWrites, type WriterDeps } from './message-writes.ts'
import type { Messages } from './messages.ts'
import { createReading, type ReadingDeps } from './reading.ts'
import { createSearch } from './search.ts'

type MessagesDeps = ReaderDeps & WriterDeps & ReadingDeps

export function createMessages(deps: MessagesDeps): Messages {
  const reader = createConversationReader(deps)
  return {
    ...createMessageReads(deps.store, reader),
    ...createMessageWrites(deps, reader),
    ...createReading(deps, reader),
    search: createSearch(deps, reader),
  }
}
