/** Said before there is a page: in a box of the system's, and on the command line. */
import type { ProfileTrouble, RestoreTrouble } from './profile-format.ts'

export function profileWords(trouble: ProfileTrouble): string {
  switch (trouble.kind) {
    case 'newer':
      return `Tidings ${trouble.version} or a later version has used this profile, and this older version does not read what it wrote. Nothing was changed. Start the newer version, or go back with --restore-profile-backup.`
    case 'half-restored':
      return 'Going back to an earlier copy of this profile was cut short. Start Tidings once with --restore-profile-backup.'
    case 'no-backup':
      return `This version would change how your profile is kept, and first wants a copy of it, which could not be written (${trouble.detail}). Nothing was changed. Make room on the disk and start again.`
  }
}

export const restoredWords = (version: string): string =>
  `The profile is as Tidings ${version} left it. Start that version now: this one would change it again.`

export function restoreWords(trouble: RestoreTrouble): string {
  switch (trouble.kind) {
    case 'none':
      return 'There is no whole copy of this profile to go back to. Nothing was changed.'
    case 'disk':
      return `The copy could not be put back whole (${trouble.detail}). Do the same again.`
  }
}
