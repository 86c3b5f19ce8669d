/**
 * Signatures that are still to be checked, of entries that were taken on the word of a later one (vouched-entries.ts). They are
 * checked once nothing else comes, and before anything is made of their log that others see. Rules OE11 to OE13 in
 * core/e2ee/SPEC.md.
 */
import { setImmediate as breathe } from 'node:timers/promises'
import { type Clock, type Millis, millis } from '../../core/base/clock.ts'
import type { ConversationId } from '../../core/protocol/ids.ts'
import { signedText, type Verifier } from '../../core/sealed/signed-text.ts'
import type { LogKeeper, OwedSignature } from './log-keeper.ts'
import type { Turns } from './turns.ts'

export interface OwedSignatures {
  /** Whether more may be owed. */
  readonly hasRoom: () => boolean
  readonly owe: (conversation: ConversationId, owed: OwedSignature) => void
  /** Something is being read: what is owed waits until that is over. */
  readonly defer: () => void
  /** Checks all that is owed in a conversation, by whoever has its turn. False if one is not good: the log was taken back then. */
  readonly settle: (conversation: ConversationId) => Promise<boolean>
  readonly close: () => void
}

export interface OwedDeps {
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly keeper: Pick<LogKeeper, 'log' | 'changed'>
  readonly turns: Turns<ConversationId>
  readonly verify: Verifier['verify']
  /** A signature is not good: what was read of the log is worth nothing. */
  readonly bad: (conversation: ConversationId) => Promise<void>
}

/** In all logs together, of some 300 bytes each. */
const maxOwed = 16_384
/** Nothing was read for so long, or the first has been owed for so long. */
const quietMs = 300
const longestMs = 15_000
/** Checked in a row: a few milliseconds. */
const slice = 16

interface OwedCore {
  readonly deps: OwedDeps
  readonly owing: Set<ConversationId>
  since: Millis
  lastRead: Millis
  /** Set while checks are to come or under way. */
  cancel: (() => void) | undefined
  isClosed: boolean
}

export function createOwedSignatures(deps: OwedDeps): OwedSignatures {
  const owing = new Set<ConversationId>()
  const core: OwedCore = {
    deps,
    owing,
    since: millis(0),
    lastRead: millis(0),
    cancel: undefined,
    isClosed: false,
  }
  const { keeper, clock } = deps
  return {
    hasRoom: () => [...owing].reduce((sum, each) => sum + keeper.log(each).met.owed.length, 0) < maxOwed,
    owe: (conversation, owed) => {
      keeper.log(conversation).met.owed.push(owed)
      if (owing.size === 0) core.since = clock.now()
      owing.add(conversation)
      if (!core.isClosed) core.cancel ??= schedule(core)
    },
    defer: () => void (core.lastRead = clock.now()),
    settle: async (conversation) => {
      while (keeper.log(conversation).met.owed.length > 0) {
        if (!(await checkSome(deps, conversation))) return false
        await breathe()
      }
      return true
    },
    close: () => {
      core.isClosed = true
      core.cancel?.()
    },
  }
}

const schedule = (core: OwedCore): (() => void) =>
  core.deps.clock.after(millis(quietMs), () => void checkAll(core))

async function checkAll(core: OwedCore): Promise<void> {
  const { keeper, turns } = core.deps
  for (const conversation of core.owing) {
    while (keeper.log(conversation).met.owed.length > 0) {
      if (core.isClosed) return
      if (!isTime(core)) {
        core.cancel = schedule(core)
        return
      }
      await turns.run(conversation, () => checkSome(core.deps, conversation))
      await breathe()
    }
    core.owing.delete(conversation)
  }
  core.cancel = undefined
}

/** Either way: the clock may have been set back. */
function isTime({ deps: { clock }, lastRead, since }: OwedCore): boolean {
  const now = clock.now()
  return Math.abs(now - lastRead) >= quietMs || Math.abs(now - since) >= longestMs
}

async function checkSome({ keeper, verify, bad }: OwedDeps, conversation: ConversationId): Promise<boolean> {
  const { owed } = keeper.log(conversation).met
  const some = owed.splice(-slice)
  const areGood = some.every(({ sign, header, signature }) =>
    verify(sign, signedText('entry', header), signature),
  )
  if (!areGood) await bad(conversation)
  else if (owed.length === 0) keeper.changed(conversation)
  return areGood
}
