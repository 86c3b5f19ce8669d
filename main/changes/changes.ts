/**
 * Changes that wait for no network: durable first, then brought to the relay one after another while it can be reached.
 * Rules MG2, MG10 and MG11 in renderer/features/manage/SPEC.md.
 */
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { DirectoryEdit, DirectoryEdits, EditNotKept } from '../../core/bridge/changes-contract.ts'
import type { EditFailure, ManageFailure } from '../../core/bridge/contract.ts'
import { describeError } from '../disk/system-error.ts'
import { firstPauseMs, nextOf, work } from './carry-out.ts'
import { readChanges } from './change-file.ts'
import {
  answer,
  type Answer,
  answerWaiting,
  type ChangesDeps,
  type Core,
  editsOf,
  type Item,
  newItem,
  remove,
  tellChanged,
  write,
} from './changes-core.ts'
import { asCreation, giveUp, isHeldBack, revive } from './creations.ts'
import { isSameThing, mergeEdits } from './merge-edits.ts'

export interface Changes {
  /** Kept once resolved, or done. A refusal that comes while somebody waits for it is told to them alone. */
  readonly ask: (edit: DirectoryEdit) => Promise<Result<'done' | 'waits', EditFailure>>
  readonly all: () => Promise<DirectoryEdits<ManageFailure>>
  /** The person knows that it was refused; what was to be made is given up. */
  readonly dismiss: (id: number) => Promise<void>
  /** The directory tells of what was made, or nothing is left of what was given up. */
  readonly settled: (id: number) => Promise<void>
  /** What waits is tried while the relay is reached. */
  readonly reached: (isReached: boolean) => void
  readonly close: () => Promise<void>
}

export function createChanges(deps: ChangesDeps): Changes {
  const core = emptyCore(deps)
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
    dismiss: (id) =>
      started().then(
        () => dismiss(core, id),
        () => undefined,
      ),
    settled: (id) =>
      started().then(
        () => settled(core, id),
        () => undefined,
      ),
    reached: (isReached) => {
      core.isReached = isReached
      core.pauseMs = firstPauseMs
      if (isReached) void started().then(run, () => undefined)
      else answerWaiting(core)
    },
    close: async () => {
      core.isClosed = true
      answerWaiting(core)
      core.cancelPause?.()
      for (const cancel of core.forgetting) cancel()
      await starting?.catch(() => undefined)
      await running
      await core.written.catch(() => undefined)
    },
  }
}

async function dismiss(core: Core, id: number): Promise<void> {
  const seen = core.refused.find((each) => each.id === id)
  core.refused = core.refused.filter((each) => each !== seen)
  for (const item of seen === undefined ? [] : giveUp(core, seen)) {
    remove(core, item)
    answer(item, ok('done'))
  }
  tellChanged(core)
  await write(core).catch(() => undefined) // shown once more after the next start
}

async function settled(core: Core, id: number): Promise<void> {
  const made = core.items.find((each) => each.id === id && each.state === 'done')
  if (made !== undefined) remove(core, made)
  core.givenUp = core.givenUp.filter((each) => each.id !== id)
  tellChanged(core)
  await write(core).catch(() => undefined) // asked for once more after the next start
}

const emptyCore = (deps: ChangesDeps): Core => ({
  ...deps,
  items: [],
  newestId: 0,
  refused: [],
  givenUp: [],
  isReached: false,
  isClosed: false,
  written: Promise.resolve(),
  pauseMs: firstPauseMs,
  cancelPause: undefined,
  forgetting: new Set(),
})

const notKept = (error: unknown): Result<never, EditNotKept> =>
  fail({ kind: 'edit-not-kept', detail: describeError(error) })

async function load(core: Core): Promise<void> {
  const kept = await readChanges(core)
  if (kept === undefined) core.report('The changes that waited could not be read: they are lost.')
  for (const each of kept?.waiting ?? [])
    core.items.push({ ...each, state: 'waiting', isBeingKept: false, stays: false, tell: [] })
  core.refused = kept?.refused ?? []
  core.givenUp = kept?.givenUp ?? []
  core.newestId = Math.max(0, ...[...core.items, ...core.refused, ...core.givenUp].map(({ id }) => id))
}

async function ask(core: Core, asked: DirectoryEdit, run: () => void): Promise<Answer> {
  const edit = asCreation(core, asked)
  const before = core.items.findLast((each) => each.state === 'waiting' && isSameThing(each.edit, edit))
  const merged = before === undefined ? edit : mergeEdits(before.edit, edit, before.mayBeThere)
  if (before !== undefined && merged === undefined) return takeBack(core, before)
  const item = before ?? newItem(core, edit)
  const { edit: old } = item
  const back = before === undefined ? revive(core, item) : undefined
  item.edit = merged ?? edit
  item.isBeingKept = true
  // Out of reach meanwhile, it is answered before it is known to be written.
  const isTried = core.isReached && !isHeldBack(core, item)
  const answered = isTried && new Promise<Answer>((tell) => (item.tell = [...item.tell, tell]))
  try {
    await write(core)
  } catch (error) {
    if (before === undefined) remove(core, item)
    else item.edit = old
    back?.()
    return notKept(error)
  } finally {
    item.isBeingKept = false
    tellChanged(core)
    run()
  }
  return answered === false ? ok('waits') : answered
}

async function takeBack(core: Core, item: Item): Promise<Answer> {
  remove(core, item)
  try {
    await write(core)
  } catch (error) {
    core.items.push(item)
    return notKept(error)
  } finally {
    tellChanged(core)
  }
  answer(item, ok('done'))
  return ok('done')
}
