import { keepFiles, type KeepFilesDeps } from '../attachments/keep-files.ts'
import { keepLaterFiles, type KeepLaterFilesDeps } from '../later/later-files.ts'
import { keepModes, type KeepModesDeps } from './keep-modes.ts'

/** What is begun and stands in no draft outlives the page, until the returned function is called. */
export function keep(deps: KeepModesDeps & KeepFilesDeps & KeepLaterFilesDeps): () => void {
  const stops = [keepModes(deps), keepFiles(deps), keepLaterFiles(deps)]
  return () => stops.forEach((stop) => void stop())
}
