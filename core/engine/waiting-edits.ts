/** Changes that wait for the relay, of channels, documents, workspaces and oneself, and new ones, as main keeps them: the directory's view shows them as made. Rules MG2 and MG13. */
import { createCell, type Readable } from '../base/readable.ts'
import type { EditEffect, MadeRow, WaitingEdit } from '../bridge/changes-contract.ts'
import type { DirectoryChange, MemberChange } from '../protocol/directory.ts'
import type { ConversationId, UserId, WorkspaceId } from '../protocol/ids.ts'
import type { LinkState } from '../sync/relay-link.ts'

export interface EditsPort {
  /** In order. */
  readonly waiting: Readable<ReadonlyArray<WaitingEdit>>
  /** The connection to the relay stands, or does not. */
  readonly reached: (isReached: boolean) => void
  /** The directory tells of what this made, or nothing is left of what was given up. */
  readonly settled: (id: number) => void
}

/** Where nobody keeps any. */
const noEdits: EditsPort = { waiting: createCell([]), reached: () => undefined, settled: () => undefined }

/** What is to be made, as the relay will tell it to who made it. */
export function madeRows(
  { waiting }: Pick<EditsPort, 'waiting'> = noEdits,
  self: UserId,
): () => ReadonlyArray<MadeRow> {
  const rows = new WeakMap<object, MadeRow>()
  const rowOf = (makes: MadeRow): MadeRow => {
    const members = [{ user: self, role: 'admin' as const }]
    const row = rows.get(makes) ?? (makes.kind === 'channel' ? { ...makes, members } : makes)
    rows.set(makes, row)
    return row
  }
  return () => waiting.read().flatMap(({ makes }) => (makes === undefined ? [] : [rowOf(makes)]))
}

type Shown = EditEffect & { readonly waits?: true; readonly refused?: true }

export interface WaitingEdits {
  /** What goes before what the relay says of it. */
  readonly of: (conversation: ConversationId) => Shown
  readonly ofWorkspace: (workspace: WorkspaceId) => Shown
  /** Likewise before what it says of this person. */
  readonly ofOwn: () => Shown
  /** How many are not on their way. */
  readonly count: () => number
  /** It is to be made, or was given up: the relay does not know it, and the directory has not told of it. */
  readonly isAwaited: (conversation: ConversationId) => boolean
  /** The relay has told these: what it has done already is among them. */
  readonly told: (changes: ReadonlyArray<DirectoryChange>) => void
  readonly close: () => void
}

function isRowOf(
  self: UserId,
  row: DirectoryChange,
  { conversation, workspace, own, state, effect }: WaitingEdit,
): boolean {
  switch (row.kind) {
    case 'member':
      // Until the answer is there, one row may be about another change of oneself: two are asked for at once.
      return own === true && row.user === self && (state === 'done' || isIn(row, effect))

    case 'channel':
      return row.id === conversation
    case 'document':
      return row.conversation === conversation
    case 'workspace':
      return row.id === workspace
    default:
      return false
  }
}

const none = { status: '', statusUntil: 0, picture: '' }
const isIn = (row: MemberChange, effect: EditEffect): boolean =>
  JSON.stringify({ ...none, ...row, ...effect }) === JSON.stringify({ ...none, ...row })

export interface WaitingDeps {
  readonly self: UserId
  readonly link: Readable<LinkState>
  /** Something else waits. */
  readonly changed: () => void
  /** The relay has told of this conversation. */
  readonly isTold: (conversation: ConversationId) => boolean
  /** What was written there is forgotten. False if it could not be. */
  readonly forget: (conversation: ConversationId) => Promise<boolean>
}

export function createWaitingEdits(
  { waiting, reached, settled }: EditsPort = noEdits,
  { self, link, changed, isTold, forget }: WaitingDeps,
): WaitingEdits {
  const settling = new Set<number>()
  const settle = async (id: number, conversation: ConversationId, isOver: boolean): Promise<void> => {
    settling.add(id)
    if (isOver || (await forget(conversation))) settled(id)
    else settling.delete(id)
  }
  const look = (): void => {
    for (const { id, conversation, state, makes } of waiting.read()) {
      if (conversation === undefined) continue
      const isOver = state === 'done' && makes !== undefined && isTold(conversation)
      if ((isOver || state === 'given-up') && !settling.has(id)) void settle(id, conversation, isOver)
    }
  }
  const unlisten = waiting.listen(() => (look(), changed()))
  look() // what the last window did not come to
  link.listen(() => reached(link.read().kind === 'online'))
  const seen = new Set<number>()
  const shownOf = (isAbout: (edit: WaitingEdit) => boolean): Shown =>
    waiting
      .read()
      .filter((edit) => isAbout(edit) && !(edit.state === 'done' && seen.has(edit.id)))
      .reduce(
        (shown, { effect, state }) => ({
          ...shown,
          ...effect,
          ...(state === 'waiting' && { waits: true }),
          ...(state === 'refused' && { refused: true }),
        }),
        {},
      )
  return {
    of: (conversation) => shownOf((edit) => edit.conversation === conversation),
    ofWorkspace: (workspace) => shownOf((edit) => edit.workspace === workspace),
    ofOwn: () => shownOf((edit) => edit.own === true),
    count: () => waiting.read().filter(({ state }) => state === 'waiting').length,
    isAwaited: (conversation) =>
      !isTold(conversation) &&
      waiting
        .read()
        .some(
          (edit) =>
            edit.conversation === conversation && (edit.makes !== undefined || edit.state === 'given-up'),
        ),
    told: (changes) => {
      for (const edit of waiting.read())
        if (edit.state !== 'waiting' && changes.some((row) => isRowOf(self, row, edit))) seen.add(edit.id)
      look()
    },
    close: unlisten,
  }
}
