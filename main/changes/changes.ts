/**
 * Changes of open channels that wait for no network: durable first, then brought to the relay one after another while it can be reached.
 * Rules MG2, MG10 and MG11 in renderer/features/manage/SPEC.md.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ChannelEdit, ChannelEdits, EditNotKept } from '../../core/bridge/changes-contract.ts'
import type { EditFailure, ManageFailure } from '../../core/bridge/contract.ts'
import { describeError } from '../disk/system-error.ts'
import { type ChangeFileDeps, readChanges, writeChanges } from './change-file.ts'
import { effectOf, isSameThing, mergeEdits } from './merge-edits.ts'

export interface ChangesDeps extends ChangeFileDeps {
  readonly clock: Clock
  readonly carryOut: (edit: ChannelEdit) => Promise<Result<undefined, ManageFailure>>
  readonly changed: (edits: ChannelEdits<ManageFailure>) => void
  readonly report: (line: string) => void
}

export interface Changes {
  /** Kept once resolved, or done. A refusal that comes while somebody waits for it is told to them alone. */
  readonly ask: (edit: ChannelEdit) => Promise<Result<'done' | 'waits', EditFailure>>
  readonly all: () => Promise<ChannelEdits<ManageFailure>>
  readonly dismiss: (id: number) => Promise<void>
  /** What waits is tried while the relay is reached. */
  readonly reached: (isReached: boolean) => void
  readonly close: () => Promise<void>
}

type Answer = Result<'done' | 'waits', EditFailure>

interface Item {
  readonly id: number
  edit: ChannelEdit
  state: 'waiting' | 'sending' | 'done'
  /** It was sent once, and what came of it is not known. */
  mayBeThere: boolean
  /** Who asked for it, and is there to be told. */
  tell: ReadonlyArray<(answer: Answer) => void>
}

interface Core extends ChangesDeps {
  readonly items: Array<Item>
  refused: ReadonlyArray<{ readonly id: number; readonly edit: ChannelEdit; readonly failure: ManageFailure }>
  isReached: boolean
  isClosed: boolean
  /** One after another, so that the newest is what stays. */
  written: Promise<void>
  pauseMs: number
  cancelPause: (() => void) | undefined
  readonly forgetting: Set<() => void>
}

const firstPauseMs = 5_000
const longestPauseMs = 60_000
/** The directory says what was done, as a rule at once. */
const shownAsDoneMs = 10_000

export function createChanges(deps: ChangesDeps): Changes {
  const core: Core = {
    ...deps,
    items: [],
    refused: [],
    isReached: false,
    isClosed: false,
    written: Promise.resolve(),
    pauseMs: firstPauseMs,
    cancelPause: undefined,
    forgetting: new Set(),
  }
  let starting: Promise<void> | undefined
  const started = (): Promise<void> => (starting ??= load(core))
  let running: Promise<void> | undefined
  const run = (): void => {
    core.cancelPause?.()
    core.cancelPause = undefined
    running ??= work(core, run).finally(() => {
      running = undefined
      if (core.cancelPause === undefined && nextOf(core) !== undefined) run() // it came while this one ended
    })
  }
  return {
    ask: async (edit) => {
      try {
        await started()
        return await ask(core, edit, run)
      } catch (error) {
        return notKept(error)
      }
    },
    all: async () => {
      await started().catch(() => undefined)
      return editsOf(core)
    },
    dismiss: async (id) => {
      await started().catch(() => undefined)
      core.refused = core.refused.filter((each) => each.id !== id)
      core.changed(editsOf(core))
      await write(core).catch(() => undefined) // shown once more after the next start
    },
    reached: (isReached) => {
      core.isReached = isReached
      core.pauseMs = firstPauseMs
      if (isReached) void started().then(run, () => undefined)
    },
    close: async () => {
      core.isClosed = true
      core.cancelPause?.()
      for (const cancel of core.forgetting) cancel()
      await starting?.catch(() => undefined)
      await running
      await core.written.catch(() => undefined)
    },
  }
}

const notKept = (error: unknown): Result<never, EditNotKept> =>
  fail({ kind: 'edit-not-kept', detail: describeError(error) })

async function load(core: Core): Promise<void> {
  const kept = await readChanges(core)
  if (kept === undefined) core.report('The changes of channels that waited could not be read: they are lost.')
  for (const each of kept?.waiting ?? []) core.items.push({ ...each, state: 'waiting', tell: [] })
  core.refused = kept?.refused ?? []
}

function write(core: Core): Promise<void> {
  const next = core.written
    .catch(() => undefined)
    .then(() =>
      writeChanges(core, {
        waiting: core.items
          .filter(({ state }) => state !== 'done')
          .map(({ id, edit, mayBeThere }) => ({ id, edit, mayBeThere })),
        refused: [...core.refused],
      }),
    )
  core.written = next
  return next
}

const editsOf = ({ items, refused }: Core): ChannelEdits<ManageFailure> => ({
  waiting: items.map(({ id, edit, state }) => ({
    id,
    state,
    conversation: edit.conversation,
    effect: effectOf(edit),
  })),
  refused,
})

async function ask(core: Core, edit: ChannelEdit, run: () => void): Promise<Answer> {
  const before = core.items.findLast((each) => each.state === 'waiting' && isSameThing(each.edit, edit))
  const merged = before === undefined ? edit : mergeEdits(before.edit, edit, before.mayBeThere)
  if (before !== undefined && merged === undefined) return takeBack(core, before)
  const item: Item = before ?? { id: freshId(core), edit, state: 'waiting', mayBeThere: false, tell: [] }
  const { edit: old } = item
  if (before === undefined) core.items.push(item)
  item.edit = merged ?? edit
  // It may be done before it is known to be written.
  const answered = core.isReached && new Promise<Answer>((tell) => (item.tell = [...item.tell, tell]))
  try {
    await write(core)
  } catch (error) {
    if (before === undefined) remove(core, item)
    else item.edit = old
    return notKept(error)
  } finally {
    core.changed(editsOf(core))
  }
  if (answered === false) return ok('waits')
  run()
  return answered
}

async function takeBack(core: Core, item: Item): Promise<Answer> {
  remove(core, item)
  try {
    await write(core)
  } catch (error) {
    core.items.push(item)
    return notKept(error)
  } finally {
    core.changed(editsOf(core))
  }
  answer(item, ok('done'))
  return ok('done')
}

const freshId = ({ items, refused }: Core): number =>
  Math.max(0, ...items.map(({ id }) => id), ...refused.map(({ id }) => id)) + 1

function remove({ items }: Core, item: Item): void {
  const at = items.indexOf(item)
  if (at >= 0) items.splice(at, 1)
}

const nextOf = ({ items, isReached, isClosed }: Core): Item | undefined =>
  isReached && !isClosed ? items.find(({ state }) => state === 'waiting') : undefined

async function work(core: Core, run: () => void): Promise<void> {
  for (let next = nextOf(core); next !== undefined; next = nextOf(core)) {
    next.state = 'sending'
    core.changed(editsOf(core))
    const outcome = await core.carryOut(next.edit)
    if (core.isClosed) return
    if (!outcome.ok && mayPass(outcome.failure)) {
      await putOff(core, next, outcome.failure)
      core.cancelPause = core.clock.after(millis(core.pauseMs), run)
      core.pauseMs = Math.min(longestPauseMs, core.pauseMs * 2)
      return
    }
    core.pauseMs = firstPauseMs
    await settle(core, next, outcome)
  }
}

async function putOff(core: Core, item: Item, { kind }: ManageFailure): Promise<void> {
  item.state = 'waiting'
  item.mayBeThere ||= kind === 'unreachable' || kind === 'server-error'
  core.changed(editsOf(core))
  await write(core).catch(() => undefined)
  answer(item, ok('waits'))
}

function answer(item: Item, with_: Answer): void {
  for (const tell of item.tell) tell(with_)
  item.tell = []
}

async function settle(core: Core, item: Item, outcome: Result<undefined, ManageFailure>): Promise<void> {
  const isHeard = item.tell.length > 0
  if (outcome.ok) {
    item.state = 'done'
    const forget = core.clock.after(millis(shownAsDoneMs), () => {
      core.forgetting.delete(forget)
      remove(core, item)
      core.changed(editsOf(core))
    })
    core.forgetting.add(forget)
  } else {
    remove(core, item)
    const { id, edit } = item
    if (!isHeard) core.refused = [...core.refused, { id, edit, failure: outcome.failure }]
  }
  core.changed(editsOf(core))
  // What is on the disk still is asked for again after the next start, and changes nothing more.
  await write(core).catch(() => undefined)
  answer(item, outcome.ok ? ok('done') : outcome)
}

/** The relay has not said no: it is asked again. */
function mayPass(failure: ManageFailure): boolean {
  switch (failure.kind) {
    case 'name-taken':
    case 'forbidden':
    case 'not-found':
    case 'last-admin':
    case 'last-owner':
      return false
    case 'server-error':
      return failure.code === undefined || failure.code === 'unavailable'
    case 'unreachable':
    case 'too-many-requests':
    case 'by-policy':
    case 'locked':
    case 'expired':
      return true
  }
}
