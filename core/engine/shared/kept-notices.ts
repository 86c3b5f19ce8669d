/** The notices of an engine, and those of the engine before that nobody has dismissed. Rule WN10. */
import { createCell, type Readable } from '../../base/readable.ts'
import type { Engine, Notice } from '../engine.ts'

export interface KeptNotices {
  readonly all: Readable<ReadonlyArray<Notice>>
  readonly dismiss: Engine['dismiss']
  readonly close: () => void
}

/** One a kind, as in `Engine`: what the engine says now goes before what was said earlier. */
export function keepNotices(
  engine: Pick<Engine, 'notices' | 'dismiss'>,
  earlier: ReadonlyArray<Notice>,
): KeptNotices {
  let kept = earlier
  const together = (): ReadonlyArray<Notice> => {
    const own = engine.notices.read()
    kept = kept.filter(({ kind }) => own.every((each) => each.kind !== kind))
    return [...kept, ...own]
  }
  const all = createCell(together())
  return {
    all,
    dismiss: (dismissed) => {
      kept = kept.filter(({ kind }) => kind !== dismissed)
      engine.dismiss(dismissed)
      all.write(together())
    },
    close: engine.notices.listen(() => all.write(together())),
  }
}
