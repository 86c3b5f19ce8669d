/**
 * What has just been done, said for a moment, with the way back. Something that cannot be taken back once it is done (`done`) is done
 * only when the moment is over: whoever undoes it in time has never done it.
 */
import { type Clock, millis } from '../../core/base/clock.ts'
import { createCell, type Readable } from '../../core/base/readable.ts'

export interface Said {
  /**
   * One that counts, which must be the same function each time, is said together with what it has said and still stands: one toast with
   * one way back for all of it. Two that look alike would not tell what each takes back.
   */
  readonly text: string | ((count: number) => string)
  /** How many of what a text counts; one if left out. */
  readonly count?: number
  readonly undo?: () => void
  /** What takes time gives a promise: `finish` waits for it. */
  readonly done?: () => unknown
}

export interface Toast {
  readonly id: number
  readonly text: string
  /** Undefined where there is no way back. */
  readonly undo: (() => void) | undefined
  readonly dismiss: () => void
}

export interface Toasts {
  /** The newest last. */
  readonly shown: Readable<ReadonlyArray<Toast>>
  /** What it gives ends the moment of this at once, as if it were over. */
  readonly say: (what: Said) => () => void
  /** While the person points at them or is in them with the keyboard none goes. */
  readonly hold: (on: boolean) => void
  /** The page is hidden or goes, or the account does: what waits is done now. It resolves, always, once that is over or takes too long. */
  readonly finish: () => Promise<void>
}

const shownMs = 8_000
const maxShown = 3
/** Locking must not hang on what does not end (a request without a network, say). */
const longestMs = 2_000

/** What stands in one toast. */
interface Group {
  readonly id: number
  readonly text: Said['text']
  readonly parts: ReadonlyArray<Said>
}

const isAlike = ({ text, parts }: Group, said: Said): boolean =>
  text === said.text && (typeof text === 'function' || parts.every(({ undo }) => undo === undefined))

const textOf = ({ text, parts }: Group): string =>
  typeof text === 'string' ? text : text(parts.reduce((sum, { count = 1 }) => sum + count, 0))

/** A string that is said again is read out again, and in view once; what counts is one more part of its toast. */
function withSaid(groups: ReadonlyArray<Group>, said: Said, id: number): ReadonlyArray<Group> {
  const alike = groups.find((group) => isAlike(group, said))
  if (alike !== undefined && typeof said.text === 'function')
    return groups.map((each) => (each === alike ? { ...each, parts: [...each.parts, said] } : each))
  const parts = [...(alike?.parts ?? []), said]
  return [...groups.filter((each) => each !== alike), { id, text: said.text, parts }]
}

/** Without `ended`, and without what has nothing left to say. */
const withoutParts = (groups: ReadonlyArray<Group>, ended: ReadonlyArray<Said>): ReadonlyArray<Group> =>
  groups
    .map((group) => ({ ...group, parts: group.parts.filter((part) => !ended.includes(part)) }))
    .filter(({ parts }) => parts.length > 0)

export function createToasts(clock: Clock): Toasts {
  const shown = createCell<ReadonlyArray<Toast>>([])
  const doing = createDoing(clock)
  let groups: ReadonlyArray<Group> = []
  let last = 0
  let isHeld = false
  let cancel: (() => void) | undefined

  const show = (now: ReadonlyArray<Group>): void => {
    groups = now
    shown.write(groups.map(toastOf))
    if (groups.length === 0) isHeld = false // nobody tells of the pointer or the focus leaving what is gone
    restart()
  }
  /** Of these those that still stand. */
  const end = (parts: ReadonlyArray<Said>, how: 'undo' | 'done'): void => {
    const ended = groups.flatMap((group) => group.parts.filter((part) => parts.includes(part)))
    if (ended.length === 0) return
    show(withoutParts(groups, ended))
    // The newest first: each takes things to where they were before it.
    for (const part of how === 'undo' ? ended.toReversed() : ended) doing.add(part[how]?.())
  }
  const toastOf = (group: Group): Toast => ({
    id: group.id,
    text: textOf(group),
    undo: group.parts.some(({ undo }) => undo !== undefined) ? () => end(group.parts, 'undo') : undefined,
    dismiss: () => end(group.parts, 'done'),
  })
  const endAll = (ended: ReadonlyArray<Group>): void => {
    for (const { parts } of ended) end(parts, 'done')
  }
  const restart = (): void => {
    cancel?.()
    cancel = isHeld || groups.length === 0 ? undefined : clock.after(millis(shownMs), () => endAll(groups))
  }
  return {
    shown,
    say: (what) => {
      const said = { ...what }
      show(withSaid(groups, said, ++last))
      endAll(groups.slice(0, -maxShown))
      return () => end([said], 'done')
    },
    hold: (on) => {
      isHeld = on
      restart()
    },
    finish: () => {
      for (const { parts } of groups)
        end(
          parts.filter(({ done }) => done !== undefined),
          'done',
        )
      return doing.over()
    },
  }
}

/** What was begun and is not over. */
function createDoing(clock: Clock): {
  readonly add: (begun: unknown) => void
  readonly over: () => Promise<void>
} {
  const running = new Set<Promise<unknown>>()
  return {
    add: (begun) => {
      if (!(begun instanceof Promise)) return
      running.add(begun)
      void begun.finally(() => running.delete(begun)) // a defect in it is still reported
    },
    over: async () => {
      if (running.size === 0) return
      let cancel: (() => void) | undefined
      const tooLong = new Promise<void>((resolve) => {
        cancel = clock.after(millis(longestMs), resolve)
      })
      await Promise.race([Promise.allSettled(running), tooLong])
      cancel?.()
    },
  }
}
