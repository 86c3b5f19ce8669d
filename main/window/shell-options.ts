import { relayOrigin } from '../sign-in/relay-origin.ts'

export interface ShellOptions {
  readonly profileFolder: string | undefined
  readonly relay: string | undefined
}

/** `--profile-dir=DIR` and `--relay=URL` among arguments that may be Chromium's; what makes no sense counts as not said. */
export function readShellOptions(args: ReadonlyArray<string>): ShellOptions {
  const value = (name: string): string | undefined => {
    const prefix = `--${name}=`
    const given = args.find((arg) => arg.startsWith(prefix))?.slice(prefix.length)
    return given === '' ? undefined : given
  }
  const relay = value('relay')
  return {
    profileFolder: value('profile-dir'),
    relay: relay === undefined ? undefined : relayOrigin(relay),
  }
}
