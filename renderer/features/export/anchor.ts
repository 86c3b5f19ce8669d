import type { OpId } from '../../../core/protocol/ids.ts'

/** Where in the page a message stands. An id is hex digits. */
export const anchorOf = (id: OpId): string => `m-${id}`
