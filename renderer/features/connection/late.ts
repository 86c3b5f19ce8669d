/** What no first screen needs: read when it is shown, or once the page has time. */
import { late } from '../../ui/late.tsx'

export const SignInAgain = late(async () => (await import('./sign-in-again.tsx')).SignInAgain)
const told = () => import('../notices/told.tsx')
export const NoticeText = late(async () => (await told()).NoticeText)
export const TroubleText = late(async () => (await told()).TroubleText)
