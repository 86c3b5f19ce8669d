import { useMemo } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { type Remembered, rememberedFor } from '../../platform/remembered.ts'
import type { OuterLink } from './outer-link.ts'

/** What this device remembers for the account alone. */
export function useOwnRemembered(): Remembered {
  const { remembered } = usePage()
  const { user } = usePerson().account
  return useMemo(() => rememberedFor(remembered, user), [remembered, user])
}

/** What a press on a link that leads out of the app does: `ask` is to show the `LinkDialog`, unless the person wants no question there. */
export function useFollowLink(ask: (link: OuterLink) => void): (link: OuterLink) => void {
  const { bridge } = usePage()
  const remembered = useOwnRemembered()
  return useMemo(() => {
    const follow = async (link: OuterLink): Promise<void> => {
      // No first screen needs it. Where it cannot be read, the person is asked.
      const trusted = await import('./trusted-sites.ts').catch(() => undefined)
      if (trusted?.opensAtOnce(link, remembered) === true)
        await bridge.call('shell.openLink', { url: link.url })
      else ask(link)
    }
    return (link) => void follow(link)
  }, [bridge, remembered, ask])
}
