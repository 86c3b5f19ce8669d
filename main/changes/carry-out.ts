/** Brings changes that wait to the relay, one after another. Rules MG2, MG10 and MG11 in renderer/features/manage/SPEC.md. */
import { millis } from '../../core/base/clock.ts'
import { fail, ok, type Result } from '../../core/base/result.ts'
import type { ManageFailure } from '../../core/bridge/contract.ts'
import { describeError } from '../disk/system-error.ts'
import {
  answer,
  answerWaiting,
  type ChangesDeps,
  type Core,
  type Item,
  newItem,
  remove,
  tellChanged,
  write,
} from './changes-core.ts'
import { isHeldBack } from './creations.ts'
import { isCreation } from './made-by.ts'
import { apart } from './merge-edits.ts'

export const firstPauseMs = 5_000
const longestPauseMs = 60_000
/** The directory says what was done, as a rule at once. */
const shownAsDoneMs = 10_000

export function nextOf(core: Core): Item | undefined {
  if (!core.isReached || core.isClosed) return undefined
  const next = core.items.find((item) => item.state === 'waiting' && !isHeldBack(core, item))
  return next?.isBeingKept === true ? undefined : next
}

export async function work(core: Core, run: () => void): Promise<void> {
  for (let next = nextOf(core); next !== undefined; next = nextOf(core)) {
    const wasThere = next.mayBeThere
    const outcome = await send(core, next)
    if (!outcome.ok && mayPass(outcome.failure)) {
      const { kind } = outcome.failure
      next.mayBeThere = wasThere || kind === 'unreachable' || kind === 'server-error'
      await putOff(core, next)
      if (!core.isClosed) core.cancelPause = core.clock.after(millis(core.pauseMs), run)
      core.pauseMs = Math.min(longestPauseMs, core.pauseMs * 2)
      return
    }
    core.pauseMs = firstPauseMs
    await settle(core, next, outcome)
  }
}

/** Whoever ends before the answer is there knows after the next start that it may have been done. */
async function send(core: Core, item: Item): ReturnType<ChangesDeps['carryOut']> {
  item.state = 'sending'
  item.mayBeThere = true
  tellChanged(core)
  try {
    await write(core)
  } catch (error) {
    return fail({ kind: 'server-error', detail: describeError(error) })
  }
  return core.carryOut(item.edit)
}

/** What stands behind it is not tried before: whoever waits for that is told as well. */
async function putOff(core: Core, item: Item): Promise<void> {
  item.state = 'waiting'
  tellChanged(core)
  await write(core).catch(() => undefined)
  answerWaiting(core)
}

async function settle(core: Core, item: Item, outcome: Result<undefined, ManageFailure>): Promise<void> {
  if (outcome.ok) {
    item.state = 'done'
    if (!core.isClosed && !isCreation(item.edit)) forgetSoon(core, item)
  } else if (item.tell.length > 0 && !item.stays) remove(core, item)
  else refuse(core, item, outcome.failure)
  tellChanged(core)
  // What is on the disk still is asked for again after the next start, and changes nothing more.
  await write(core).catch(() => undefined)
  answer(item, outcome.ok ? ok('done') : outcome)
}

function forgetSoon(core: Core, item: Item): void {
  const forget = core.clock.after(millis(shownAsDoneMs), () => {
    core.forgetting.delete(forget)
    remove(core, item)
    tellChanged(core)
  })
  core.forgetting.add(forget)
}

/** Of what was changed with a name that is taken the name alone is refused. */
function refuse(core: Core, item: Item, failure: ManageFailure): void {
  const [edit, rest] = failure.kind === 'name-taken' ? apart(item.edit) : [item.edit, undefined]
  const { id } = item
  core.refused = [...core.refused, { id, edit, failure }]
  if (rest === undefined) return remove(core, item)
  core.items.splice(core.items.indexOf(item), 1, newItem(core, rest))
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
