/**
 * Has files of open conversations scanned, once a message has said what opens them: after the ack, which waits for nothing of
 * it. What is found infected is taken from where it is. How far it is is stored. Rules SC* of SPEC.md.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import type { AttachmentId, UserId } from '../../core/protocol/ids.ts'
import type { Audit } from '../audit/audit.ts'
import { type Chore, createChore } from '../chore.ts'
import type { Logger } from '../logger.ts'
import type { Tallies } from '../metrics/tallies.ts'
import type { Enforcer } from '../moderation/enforce.ts'
import type { DueScan } from '../store/scan-store.ts'
import { type Store, StoreTrouble } from '../store/store.ts'
import { readOn } from './read-logs.ts'
import { type Look, lookAt, type ScanFileDeps } from './scan-file.ts'

export interface ScansDeps extends ScanFileDeps {
  readonly store: Pick<Store, 'logs' | 'files' | 'scans' | 'conversations'>
  readonly enforcer: Pick<Enforcer, 'remove'>
  /** Takes it from the relay, whoever put it up. */
  readonly withdraw: (file: AttachmentId) => Promise<void>
  readonly audit: Audit
  /** In whose name a message is taken back: of nobody who may, so that somebody who moderates is asked. */
  readonly by: UserId
  readonly tallies: Pick<Tallies, 'fileScans'>
  readonly clock: Clock
  readonly log: Logger
}

const soonMs = 100
const retryMs = 5_000
const logsAtOnce = 100
/** A scanner has about so many threads, and others use it too. @internal */
export const scansAtOnce = 4
const firstWaitMs = 5_000
const longestWaitMs = 3_600_000

/** Begins with what waits. To be asked at each commit, and when a file has come in. */
export function createScans(deps: ScansDeps): Chore {
  const { store, clock, log } = deps
  const underWay = new Map<string, Promise<void>>()
  const end = new AbortController()
  let isInTrouble = false
  const begin = async (due: DueScan): Promise<void> => {
    try {
      await handle(deps, due, end.signal)
    } catch (error) {
      if (!(error instanceof StoreTrouble)) throw error
      log.error({ error }, 'a file has to wait: the store is in trouble')
      isInTrouble = true
    } finally {
      underWay.delete(nameOf(due))
      chore.ask()
    }
  }
  const chore = createChore({
    clock,
    log,
    trouble: 'no file can be scanned: the store is in trouble',
    soonMs,
    retryMs,
    run: async (isStopped) => {
      if (isInTrouble) {
        isInTrouble = false
        return retryMs
      }
      const unread = await store.scans.unread(logsAtOnce)
      for (const each of unread) if (!isStopped()) await readOn(deps, each)
      const now = clock.now()
      for (const due of await store.scans.due(now, scansAtOnce + underWay.size)) {
        if (isStopped() || underWay.size >= scansAtOnce) break
        if (!underWay.has(nameOf(due))) underWay.set(nameOf(due), begin(due))
      }
      if (unread.length > 0) return soonMs
      const next = await store.scans.nextDue(now)
      return next === undefined ? undefined : millis(next - now)
    },
  })
  return {
    ask: chore.ask,
    stop: async () => {
      end.abort()
      await chore.stop()
      await Promise.all(underWay.values())
    },
  }
}

const nameOf = ({ file, opener, message, author }: DueScan): string =>
  [file, Buffer.from(opener).toString('hex'), message, author].join('/')

async function handle(deps: ScansDeps, due: DueScan, signal: AbortSignal): Promise<void> {
  const { store, clock, log } = deps
  if (due.state === 'infected') return takeAway(deps, due, undefined)
  const look = await lookAt(deps, due, signal)
  deps.tallies.fileScans[look.kind]++
  switch (look.kind) {
    case 'not-named':
      return store.scans.forget(due)
    case 'absent':
      return store.scans.absent(due)
    case 'clean':
    case 'unfit':
      return store.scans.settle(due, look.hash, look.kind)
    case 'infected':
      // From here on it is handed to nobody, whatever dies when.
      await store.scans.infected(due.file, look.hash, clock.now())
      return takeAway(deps, due, look)
    case 'failed': {
      if (signal.aborted) return
      const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(due.tries, 20))
      log.warn({ detail: look.detail, tries: due.tries + 1 }, 'a file could not be scanned')
      return store.scans.later(due, millis(clock.now() + wait))
    }
  }
}

const reason = 'It brought a file in which malware was found.'

/** May be done twice. */
async function takeAway(
  { store, enforcer, withdraw, audit, by, clock }: ScansDeps,
  due: DueScan,
  look: Extract<Look, { readonly kind: 'infected' }> | undefined,
): Promise<void> {
  const { conversation, message, author, file } = due
  const done = await enforcer.remove(by, { conversation, message }, reason)
  await withdraw(file)
  if (done.kind === 'unavailable') return store.scans.later(due, millis(clock.now() + retryMs))
  const workspace = await store.conversations.workspaceOf(conversation)
  if (workspace !== undefined) {
    await audit.record(workspace, {
      action: 'withdrawFile',
      user: undefined,
      device: undefined,
      from: 'scanner',
      outcome: done.kind,
      target: { conversation, message, author, file },
      details: {
        reason: 'file-infected',
        ...(look !== undefined && { found: look.name }),
        ...(done.kind === 'done' && done.as !== undefined && { as: done.as }),
      },
    })
  }
  await store.scans.done(due)
}
