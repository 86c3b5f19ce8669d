import { Paperclip, RotateCcw, X } from 'lucide-react'
import { type JSX, useRef } from 'react'
import { maxAttachments } from '../../../core/conversation/limits.ts'
import { usePolicy } from '../../engine/use-policy.ts'
import { IconButton } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import styles from './attachments.module.css'
import type { FileDraft } from './file-drafts.ts'
import { FileIcon, FileName } from './file-label.tsx'
import { Thumbnail } from './thumbnail-image.tsx'
import type { ComposerFiles } from './use-composer-files.ts'
import { fileFailureText, sizeText, words } from './words.ts'

/** The files of the message being written, over its text. */
export function DraftFiles({ files }: { readonly files: ComposerFiles }): JSX.Element {
  return (
    <>
      <Alert>{files.hadTooMany ? words.tooMany(maxAttachments) : undefined}</Alert>
      {files.isDraggedOver && <p className={styles.dropHere}>{words.dropHere}</p>}
      {files.all.length > 0 && (
        <ul className={styles.drafts} aria-label={words.attached}>
          {files.all.map((draft) => (
            <li key={draft.key} className={styles.tile}>
              <DraftTile draft={draft} remove={files.remove} retry={files.retry} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

interface DraftTileProps {
  readonly draft: FileDraft
  readonly remove: (key: number) => void
  readonly retry: (key: number) => void
}

function DraftTile({ draft, remove, retry }: DraftTileProps): JSX.Element {
  const { name, type, size, state, key } = draft
  const thumbnail = state.kind === 'ready' ? state.attachment.thumbnail : undefined
  return (
    <>
      {thumbnail === undefined ? (
        <FileIcon name={name} type={type} />
      ) : (
        <Thumbnail bytes={thumbnail} className={styles.small} />
      )}
      <div className={styles.label}>
        <FileName name={name} />
        {state.kind === 'failed' ? (
          <span role="alert" className={styles.failure}>
            {fileFailureText(state.failure)}
          </span>
        ) : (
          <span className={styles.fact}>{sizeText(size)}</span>
        )}
        {state.kind === 'reading' && (
          <progress
            className={styles.progress}
            aria-label={words.reading(name)}
            value={state.done}
            max={Math.max(1, size)}
          />
        )}
      </div>
      {state.kind === 'failed' && (
        <IconButton
          size="small"
          label={words.retry}
          icon={<RotateCcw size={15} />}
          onClick={() => retry(key)}
        />
      )}
      <IconButton
        size="small"
        label={words.remove(name)}
        icon={<X size={15} />}
        onClick={() => remove(key)}
      />
    </>
  )
}

/** A button that asks for files. None where the organisation lets nobody send any. */
export function AttachButton({ add }: { readonly add: ComposerFiles['add'] }): JSX.Element | null {
  const input = useRef<HTMLInputElement>(null)
  const { value: isAllowed } = usePolicy('AllowFileUpload')
  if (!isAllowed) return null
  return (
    <>
      <IconButton
        label={words.attach}
        icon={<Paperclip size={18} />}
        onClick={() => input.current?.click()}
      />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.attach}
        onChange={({ currentTarget }) => {
          add([...(currentTarget.files ?? [])])
          currentTarget.value = '' // the same file may be chosen again
        }}
      />
    </>
  )
}
