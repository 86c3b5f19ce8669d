/**
 * Keeps what a person has saved true to the messages: of what is taken back, has disappeared or says something else by now no text
 * stays among the settings. Whichever of their devices has the message, and sees that first, sets it anew for all. Rule PS22 in
 * core/sync/SPEC.md.
 */
import { type Clock, millis } from '../../base/clock.ts'
import type { Message } from '../../conversation/message.ts'
import type { OpId, WorkspaceId } from '../../protocol/ids.ts'
import type { SaidAnew } from '../../sync/own-update.ts'
import type { Sync } from '../../sync/sync-contract.ts'
import { followed, readSaved, savedKey, type SavedMessage } from './saved.ts'
import type { Settings } from './settings.ts'

export interface SavedKeeperDeps {
  readonly clock: Clock
  readonly workspaces: () => ReadonlyArray<WorkspaceId>
  readonly settings: (workspace: WorkspaceId) => Settings
  readonly held: Sync['held']
  /** Lets what else the thread has to do go first: drawing, keys. */
  readonly breathe: () => Promise<void>
}

export interface SavedKeeper {
  /** To be called when workspaces or settings are others, or a segment may have come. */
  readonly look: () => void
  /** Messages may have been changed or taken back. */
  readonly changed: (said: ReadonlyArray<SaidAnew>) => void
  readonly close: () => void
}

/** What comes in is gathered. */
const gatherMs = 300

interface Core extends SavedKeeperDeps {
  /** By workspace and key: the value that was compared with the message last. */
  readonly checked: Map<string, string | undefined>
  cancel: (() => void) | undefined
  isClosed: boolean
}

export function createSavedKeeper(deps: SavedKeeperDeps): SavedKeeper {
  const core: Core = { ...deps, checked: new Map(), cancel: undefined, isClosed: false }
  return {
    look: () => look(core),
    changed: (said) => {
      const names = said.flatMap(({ target }) => core.workspaces().map((each) => nameOf(each, target)))
      const due = names.filter((name) => core.checked.has(name))
      for (const name of due) core.checked.delete(name)
      if (due.length > 0) look(core)
    },
    close: () => {
      core.isClosed = true
      core.cancel?.()
    },
  }
}

interface Listed extends SavedMessage {
  readonly workspace: WorkspaceId
  readonly name: string
  readonly value: string | undefined
}

const nameOf = (workspace: WorkspaceId, message: OpId): string => `${workspace}/${savedKey(message)}`

const savedIn = ({ workspaces, settings }: Core): ReadonlyArray<Listed> =>
  workspaces().flatMap((workspace) => {
    const all = settings(workspace).all.read()
    return readSaved(all).map((saved) => {
      const { message } = saved
      return { ...saved, workspace, name: nameOf(workspace, message), value: all.get(savedKey(message)) }
    })
  })

/** Where a saved message may lie on this device: where it does, if that is known. The newest first. */
const placesOf = ({ held }: Core, { conversation, segment }: SavedMessage): ReadonlyArray<number> =>
  (held(conversation)?.heldSegments() ?? [])
    .filter((each) => segment === undefined || each === segment)
    .toSorted((left, right) => right - left)

/** Neither compared since they were set nor since they were changed. */
const dueIn = (core: Core): ReadonlyArray<Listed> =>
  savedIn(core).filter(
    (each) => core.checked.get(each.name) !== each.value && placesOf(core, each).length > 0,
  )

function look(core: Core): void {
  if (core.isClosed || core.cancel !== undefined || dueIn(core).length === 0) return
  core.cancel = core.clock.after(millis(gatherMs), () => void run(core).finally(() => ended(core)))
}

async function run(core: Core): Promise<void> {
  const together = new Map<string, Array<Listed>>()
  for (const each of dueIn(core)) {
    const place = `${each.conversation}/${each.segment}`
    const others = together.get(place)
    if (others === undefined) together.set(place, [each])
    else others.push(each)
  }
  for (const saved of together.values()) {
    if (core.isClosed) return
    await check(core, saved)
    await core.breathe()
  }
}

function ended(core: Core): void {
  core.cancel = undefined
  look(core)
}

/** All in one place. */
async function check(core: Core, saved: ReadonlyArray<Listed>): Promise<void> {
  const [first] = saved
  if (first === undefined) return
  // What changes from now on is looked at again.
  for (const { name, value } of saved) core.checked.set(name, value)
  let sought = saved
  for (const place of placesOf(core, first)) {
    const messages = (await core.held(first.conversation)?.messagesIn(place)) ?? []
    const found = new Map(messages.map((message) => [message.id + message.author, message]))
    for (const each of sought) follow(core, each, found.get(each.message + each.author))
    sought = sought.filter(({ message, author }) => !found.has(message + author))
    if (sought.length === 0) return
  }
}

function follow(
  core: Core,
  { workspace, name, value, ...saved }: Listed,
  message: Message | undefined,
): void {
  const { all, set } = core.settings(workspace)
  const [key, next] = (message && followed(saved, message)) ?? []
  // Another one meanwhile, or none any more: that is looked at by itself.
  if (key === undefined || core.isClosed || all.read().get(key) !== value) return
  core.checked.set(name, next)
  void set(key, next)
}
