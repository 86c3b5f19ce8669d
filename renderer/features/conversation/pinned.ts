import type { ShownMessage } from '../../../core/engine/engine.ts'

/** The pinned ones, those pinned last first. */
export const pinnedIn = (messages: ReadonlyArray<ShownMessage>): ReadonlyArray<ShownMessage> =>
  messages
    .filter(({ pinned }) => pinned !== undefined)
    .toSorted((left, right) => (right.pinned?.at.time ?? 0) - (left.pinned?.at.time ?? 0))
