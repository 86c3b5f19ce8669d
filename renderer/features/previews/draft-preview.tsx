import { Link2, X } from 'lucide-react'
import type { JSX } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { hostOf } from './links.ts'
import { PreviewCard } from './preview-card.tsx'
import styles from './previews.module.css'
import type { DraftPreview } from './use-link-preview.ts'
import { previewFailureText, words } from './words.ts'

interface DraftPreviewLineProps {
  readonly preview: DraftPreview
  readonly shown: NonNullable<DraftPreview['shown']>
}

/** In the composer: the offer of a preview, or what goes with the message. */
export function DraftPreviewLine({ preview, shown }: DraftPreviewLineProps): JSX.Element {
  const { fetch, remove } = preview
  const { url, state } = shown
  const host = hostOf(url)
  return (
    <div className={styles.draft} data-state={state.kind}>
      {state.kind === 'offered' && (
        <Button look="link" title={words.offerNote} onClick={fetch}>
          <Link2 size={14} aria-hidden /> {words.offer(host)}
        </Button>
      )}
      {state.kind === 'ready' && (
        <fieldset className={styles.sample} aria-label={words.preview}>
          <PreviewCard preview={state.preview} />
        </fieldset>
      )}
      <output className={styles.note}>
        {state.kind === 'fetching' && words.fetching(host)}
        {state.kind === 'failed' && previewFailureText(state.failure, host)}
      </output>
      <IconButton
        size="small"
        label={words.remove}
        icon={<X size={15} />}
        className={styles.remove}
        onClick={remove}
      />
    </div>
  )
}
