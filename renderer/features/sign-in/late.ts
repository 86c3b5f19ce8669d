/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const SignedOutScreen = late(async () => (await import('./signed-out-screen.tsx')).SignedOutScreen)
export const UnlockScreen = late(async () => (await import('./unlock-screen.tsx')).UnlockScreen)
