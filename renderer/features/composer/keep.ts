import { keepFiles, type KeepFilesDeps } from '../attachments/keep-files.ts'
import { keepLaterFiles, type KeepLaterFilesDeps } from '../later/later-files.ts'
import { keepEdits } from './keep-edits.ts'
import { keepModes, type KeepModesDeps } from './keep-modes.ts'
import { lateEdits } from './late.ts'
import type { LateEditsDeps } from './late-edits.ts'

/** What is begun, or made and not there yet, and stands in no draft outlives the page, until the returned function is called. */
export function keep(deps: KeepModesDeps & KeepFilesDeps & KeepLaterFilesDeps & LateEditsDeps): () => void {
  const stops = [keepModes(deps), keepFiles(deps), keepLaterFiles(deps), keepEdits(deps)]
  const watching = lateEdits.read().then(({ watchLate }) => watchLate(deps))
  return () => {
    stops.forEach((stop) => void stop())
    void watching.then((stop) => stop())
  }
}
