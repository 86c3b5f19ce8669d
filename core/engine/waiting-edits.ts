/** Changes of channels that wait for the relay, as main keeps them: the directory's view shows them as made. Rule MG2. */
import { createCell, type Readable } from '../base/readable.ts'
import type { ChannelEffect, WaitingEdit } from '../bridge/changes-contract.ts'
import type { DirectoryChange } from '../protocol/directory.ts'
import type { ConversationId } from '../protocol/ids.ts'
import type { LinkState } from '../sync/relay-link.ts'

export interface EditsPort {
  /** In order. */
  readonly waiting: Readable<ReadonlyArray<WaitingEdit>>
  /** The connection to the relay stands, or does not. */
  readonly reached: (isReached: boolean) => void
}

/** Where nobody keeps any. */
const noEdits: EditsPort = { waiting: createCell([]), reached: () => undefined }

export interface WaitingEdits {
  /** What goes before what the relay says of it. */
  readonly of: (conversation: ConversationId) => ChannelEffect & { readonly waits?: true }
  /** How many are not on their way. */
  readonly count: () => number
  /** The relay has told these: what it has done already is among them. */
  readonly told: (changes: ReadonlyArray<DirectoryChange>) => void
  readonly close: () => void
}

/** Calls `changed` when something else waits. */
export function createWaitingEdits(
  { waiting, reached }: EditsPort = noEdits,
  link: Readable<LinkState>,
  changed: () => void,
): WaitingEdits {
  const unlisten = waiting.listen(changed)
  link.listen(() => reached(link.read().kind === 'online'))
  const seen = new Set<number>()
  return {
    of: (conversation) =>
      waiting
        .read()
        .filter((edit) => edit.conversation === conversation && !(edit.state === 'done' && seen.has(edit.id)))
        .reduce(
          (shown, { effect, state }) => ({
            ...shown,
            ...effect,
            ...(state === 'waiting' && { waits: true }),
          }),
          {},
        ),
    count: () => waiting.read().filter(({ state }) => state === 'waiting').length,
    told: (changes) => {
      for (const { id, conversation, state } of waiting.read())
        if (state !== 'waiting' && changes.some((row) => row.kind === 'channel' && row.id === conversation))
          seen.add(id)
    },
    close: unlisten,
  }
}
