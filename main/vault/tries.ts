/**
 * How often a wrong passphrase was given, so that guessing gets slower: `tries` beside the vault, in the clear, for it must be
 * read before anything is open. Whoever can write there could take the vault along and guess elsewhere; this is against the
 * person who sits down at a machine that is not theirs.
 *
 * The third wrong one in a row costs 2 seconds, each further one twice as much, at most 5 minutes. A right one forgets them.
 */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import * as v from 'valibot'
import type { Clock, Millis } from '../../core/base/clock.ts'
import { millis } from '../../core/base/clock.ts'
import { replaceFile } from '../disk/replace-file.ts'

const schema = v.object({
  wrong: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  /** Milliseconds since 1970, of the last one. */
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
})
type Counted = v.InferOutput<typeof schema>

export interface Tries {
  /** One try after another, so that several at a time are no way round either. */
  readonly inTurn: <Outcome>(tryIt: () => Promise<Outcome>) => Promise<Outcome>
  /** How long to wait before the next try; 0 if it may be made. */
  readonly wait: () => Promise<Millis>
  /** Counts a try as a wrong one, before it is made: ending the program half-way is no way round. */
  readonly begin: () => Promise<void>
  /** It was no wrong one: either right, or never decided. */
  readonly forgive: () => Promise<void>
  /** The passphrase was right. */
  readonly forget: () => Promise<void>
}

const free = 3
const firstWaitMs = 2_000
const longestWaitMs = 5 * 60_000

/**
 * A file that cannot be written costs memory across restarts, nothing else.
 *
 * @internal
 */
export function createTries(clock: Pick<Clock, 'now'>, file: string): Tries {
  let loaded: Promise<Counted> | undefined
  let last: Promise<unknown> = Promise.resolve()
  const load = (): Promise<Counted> => (loaded ??= readCounted(file))
  const write = async (next: Counted): Promise<void> => {
    loaded = Promise.resolve(next)
    const text = new TextEncoder().encode(JSON.stringify(next))
    await (next.wrong === 0 ? rm(file, { force: true }) : replaceFile(file, text)).catch(() => undefined)
  }
  return {
    inTurn: (tryIt) => {
      const done = last.then(tryIt)
      last = done.catch(() => undefined) // whoever asked hears of it
      return done
    },
    wait: async () => {
      const { wrong, at } = await load()
      const now = clock.now()
      if (now >= at) return millis(Math.max(0, at + waitAfter(wrong) - now))
      // The clock was put back: from here on it counts anew, so that nobody waits for years that never come.
      await write({ wrong, at: now })
      return waitAfter(wrong)
    },
    begin: async () => {
      const { wrong } = await load()
      await write({ wrong: wrong + 1, at: clock.now() })
    },
    forgive: async () => {
      const { wrong, at } = await load()
      await write({ wrong: Math.max(0, wrong - 1), at })
    },
    forget: () => write({ wrong: 0, at: 0 }),
  }
}

/** The counts of a profile's accounts, by their folders. There is one for the profile: each seat counting for itself would give a guesser as many tries more. */
export interface AllTries {
  readonly in: (accountFolder: string) => Tries
  /** There is no such account any more. */
  readonly drop: (accountFolder: string) => void
}

export function createAllTries(clock: Pick<Clock, 'now'>): AllTries {
  const all = new Map<string, Tries>()
  return {
    in: (folder) => {
      const tries = all.get(folder) ?? createTries(clock, path.join(folder, 'tries'))
      all.set(folder, tries)
      return tries
    },
    drop: (folder) => void all.delete(folder),
  }
}

const waitAfter = (wrong: number): Millis =>
  millis(wrong < free ? 0 : Math.min(longestWaitMs, firstWaitMs * 2 ** (wrong - free)))

/** Missing or senseless: no wrong tries. */
async function readCounted(file: string): Promise<Counted> {
  try {
    const read = v.safeParse(schema, JSON.parse(await readFile(file, 'utf8')))
    if (read.success) return read.output
  } catch {
    // as if there were none
  }
  return { wrong: 0, at: 0 }
}
