import { type ReactNode, useEffect, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { words } from './words.ts'
import { PassphraseDialog } from '../account/late.ts'

/** Stands in front of everything where the organisation wants a passphrase and this device has none (PO18). */
export function RequiredPassphrase(): ReactNode {
  const { bridge } = usePage()
  const { value: isRequired } = usePolicy('RequirePassphrase')
  const [isMissing, setMissing] = useState(false)
  useEffect(() => {
    let isGone = false
    if (isRequired) {
      void bridge.call('vault.settings', {}).then((vault) => {
        if (!isGone && vault.ok) setMissing(!vault.value.hasPassphrase)
      })
    }
    return () => {
      isGone = true
    }
  }, [bridge, isRequired])
  if (!isRequired || !isMissing) return null
  return (
    <PassphraseDialog asksCurrent={false} why={words.passphraseNeeded} onClose={() => setMissing(false)} />
  )
}
