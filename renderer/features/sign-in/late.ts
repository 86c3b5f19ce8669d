/** What no first screen needs of who is signed in; of others it is the first. Read when it is shown, or once the page has time. */
import { entrance } from '../../ui/late.tsx'

export const SignedOutScreen = entrance(async () => (await import('./signed-out-screen.tsx')).SignedOutScreen)
export const UnlockScreen = entrance(async () => (await import('./unlock-screen.tsx')).UnlockScreen)
export const PassphraseScreen = entrance(
  async () => (await import('./passphrase-screen.tsx')).PassphraseScreen,
)
