/** Looks into conversations that are closed. Rule VW6. */
import { millis } from '../../base/clock.ts'
import type { ReadingCore } from './reading-core.ts'

/** What comes in is gathered. */
const lookMs = 300

export interface Looks {
  readonly soon: () => void
  readonly close: () => void
}

/** Opens the closed conversations that are due, one after the other, each until its newest messages have been read. */
export function createLooks(core: ReadingCore): Looks {
  const { clock, open } = core.deps
  let cancel: (() => void) | undefined
  let closeCurrent: (() => void) | undefined
  const next = (): void => {
    cancel = undefined
    const [conversation] = core.due
    if (conversation === undefined || closeCurrent !== undefined) return
    core.due.delete(conversation)
    const opened = core.watches.has(conversation) ? undefined : open(conversation)
    if (opened === undefined) return soon()
    let stop = (): void => undefined
    const end = (): void => {
      stop()
      closeCurrent = undefined
      opened.close()
    }
    closeCurrent = end
    const look = (): void => {
      if (opened.view.read().opening) return
      end()
      soon()
    }
    stop = opened.view.listen(look)
    look()
  }
  const soon = (): void => {
    if (core.due.size > 0 && closeCurrent === undefined) cancel ??= clock.after(millis(lookMs), next)
  }
  return {
    soon,
    close: () => {
      cancel?.()
      core.due.clear()
      closeCurrent?.()
    },
  }
}
