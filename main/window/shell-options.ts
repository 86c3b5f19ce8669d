import { relayOrigin } from '../sign-in/relay-origin.ts'

export interface ShellOptions {
  readonly profileFolder: string | undefined
  readonly relay: string | undefined
  /** A folder with a release, to install that and no more. */
  readonly updateFolder: string | undefined
  /** To go back to the last copy of the profile, and no more. */
  readonly restoresProfile: boolean
  /** Without the graphics processor and with settings as on the first day: for when something there keeps it from working. */
  readonly safeMode: boolean
  /** Started by the system, not by the person: nothing comes up by itself. */
  readonly hidden: boolean
}

/**
 * `--profile-dir=DIR`, `--relay=URL`, `--safe-mode` and `--hidden` among arguments that may be Chromium's; what makes no sense
 * counts as not said.
 */
export function readShellOptions(args: ReadonlyArray<string>): ShellOptions {
  const value = (name: string): string | undefined => {
    const prefix = `--${name}=`
    const given = args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length)
    return given === '' ? undefined : given
  }
  const relay = value('relay')
  return {
    profileFolder: value('profile-dir'),
    updateFolder: value('install-update'),
    restoresProfile: args.includes('--restore-profile-backup'),
    relay: relay === undefined ? undefined : relayOrigin(relay),
    safeMode: args.includes('--safe-mode'),
    hidden: args.includes('--hidden'),
  }
}

/** The arguments of the next start of this same profile; neither what opened this one nor how it was started goes along. */
export const nextArguments = (args: ReadonlyArray<string>, safeMode: boolean): ReadonlyArray<string> => [
  ...args.filter((arg) => arg !== '--safe-mode' && arg !== '--hidden' && !arg.startsWith('tidings:')),
  ...(safeMode ? ['--safe-mode'] : []),
]
