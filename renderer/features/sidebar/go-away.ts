/** The account is locked or signed out. What waits for its moment to be over is done first: afterwards nothing can be written. */
import type { Page } from '../../engine/contexts.tsx'

type Needed = Pick<Page, 'bridge' | 'toasts'>

export async function lockNow({ bridge, toasts }: Needed): Promise<void> {
  await toasts.finish()
  await bridge.call('session.lock', {})
}

export async function signOut({ bridge, toasts }: Needed): Promise<void> {
  await toasts.finish()
  await bridge.call('session.signOut', {})
}

/** Asks where something waits to be sent, which may be what was just done. */
export async function beginSignOut(needed: Needed, queued: () => number, ask: () => void): Promise<void> {
  await needed.toasts.finish()
  if (queued() > 0) ask()
  else await signOut(needed)
}
