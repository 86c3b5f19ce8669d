import { Files, Info, Pin } from 'lucide-react'
import type { JSX } from 'react'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import type { ConversationModel } from './conversation-model.ts'
import { usePinned } from './use-pinned.ts'
import { words } from './words.ts'

/** In the header: what is pinned here, and what this is. */
export function PanelButtons({ model }: { readonly model: ConversationModel }): JSX.Element {
  const panel = useReadable(model.panel)
  const pinned = usePinned(model).length
  const toggle = (kind: 'pinned' | 'files' | 'details'): void =>
    model.showPanel(panel?.kind === kind ? undefined : { kind })
  return (
    <>
      {pinned > 0 && (
        <IconButton
          label={words.pinnedCount(pinned)}
          icon={<Pin size={18} />}
          aria-pressed={panel?.kind === 'pinned'}
          onClick={() => toggle('pinned')}
        />
      )}
      <IconButton
        label={words.fileList}
        icon={<Files size={18} />}
        aria-pressed={panel?.kind === 'files'}
        onClick={() => toggle('files')}
      />
      <IconButton
        label={words.details}
        icon={<Info size={18} />}
        aria-pressed={panel?.kind === 'details'}
        onClick={() => toggle('details')}
      />
    </>
  )
}
