import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { useConversation, useRowTabIndex } from '../conversation/conversation-context.tsx'
import { isOf } from './links.ts'
import { PreviewCard } from './preview-card.tsx'
import styles from './previews.module.css'

/** Under a message that links there still. Of what stands on it the host is the app's word, so that it is asked about as an address is. */
export function MessagePreview({ message }: { readonly message: ShownMessage }): JSX.Element | undefined {
  const { actions } = useConversation()
  const tabIndex = useRowTabIndex()
  const { preview, text } = message
  if (preview === undefined || !isOf(preview, text)) return undefined
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={styles.card}
      onClick={() => actions.followLink({ shown: preview.url, url: preview.url })}
    >
      <PreviewCard preview={preview} />
    </button>
  )
}
