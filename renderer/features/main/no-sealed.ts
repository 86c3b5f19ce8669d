import { createCell } from '../../../core/base/readable.ts'
import type { SealedConversation } from '../people/people-model.ts'

/** Stands in where this account has no sealed conversations. */
export const noSealed = createCell<ReadonlyArray<SealedConversation>>([])
