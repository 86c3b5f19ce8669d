/** The profile's format, for the shell that people have: what goes wrong is said in a box of the system's. */
import { app, dialog } from 'electron'
import { systemClock } from '../system.ts'
import { prepareProfile, restoreProfile } from './profile-format.ts'
import { profileWords, restoredWords, restoreWords } from './profile-words.ts'

/** False: it was said why, and the app ends with status 4. */
export async function mayEnterProfile(folder: string, report: (line: string) => void): Promise<boolean> {
  const prepared = await prepareProfile(folder, { version: app.getVersion(), now: systemClock.now })
  if (prepared.ok) return true
  const why = profileWords(prepared.failure)
  report(why)
  dialog.showErrorBox('Tidings', why)
  app.exit(4)
  return false
}

/** `--restore-profile-backup`. Ends the app. */
export async function restoreElectronProfile(folder: string, report: (line: string) => void): Promise<void> {
  const restored = await restoreProfile(folder, systemClock.now)
  report(restored.ok ? restoredWords(restored.value) : restoreWords(restored.failure))
  app.exit(restored.ok ? 0 : 4)
}
