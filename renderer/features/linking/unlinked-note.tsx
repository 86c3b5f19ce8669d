import { type JSX, useState } from 'react'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import type { SealedModels } from '../../engine/sealed-models.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { UnlinkedDialog } from './late.ts'

const askedKey = (device: string): string => `unlinked-asked:${device}`

/** Asks once, after the first sign-in on a device, how it is to get the keys; after that the conversations themselves offer it. */
export function UnlinkedNote({ sealed }: { readonly sealed: SealedModels }): JSX.Element | null {
  const { remembered } = usePage()
  const { account } = usePerson()
  const linked = useReadable(sealed.linking.linked)
  const key = askedKey(account.device)
  const [state, setState] = useState<'waiting' | 'open' | 'over'>(() =>
    remembered.read(key) === undefined ? 'waiting' : 'over',
  )
  // It stays while it is being answered, though the device is linked by then.
  if (state === 'waiting' && linked === false) setState('open')
  if (state !== 'open') return null
  return (
    <UnlinkedDialog
      linking={sealed.linking}
      recovery={sealed.recovery}
      onClose={() => {
        remembered.write(key, 'yes')
        setState('over')
      }}
    />
  )
}
