import { Download, RotateCcw, X } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
import type { FileFailure, FileTransfer } from '../../../core/bridge/files-contract.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { saveBlob } from '../../platform/save-blob.ts'
import styles from './attachments.module.css'
import { FileIcon, FileName } from './file-label.tsx'
import { fileKind } from './file-name.ts'
import { ImageViewer } from './image-viewer.tsx'
import { Thumbnail } from './thumbnail-image.tsx'
import { fileFailureText, shareText, sizeText, words } from './words.ts'

interface MessageFilesProps {
  readonly attachments: ReadonlyArray<Attachment>
  /** Of the row: Tab reaches what is inside the active one alone. */
  readonly tabIndex: 0 | -1
}

/** What a message has attached. */
export function MessageFiles({ attachments, tabIndex }: MessageFilesProps): JSX.Element {
  return (
    <ul className={styles.files} aria-label={words.files}>
      {attachments.map((attachment) => (
        <li key={attachment.id}>
          <FileTile attachment={attachment} tabIndex={tabIndex} />
        </li>
      ))}
    </ul>
  )
}

interface FileTileProps {
  readonly attachment: Attachment
  readonly tabIndex: 0 | -1
}

function FileTile({ attachment, tabIndex }: FileTileProps): JSX.Element {
  const { files } = usePage()
  const { id, name, type, size, thumbnail } = attachment
  const transfer = useSlice(files.transfers, (all) => all.get(id))
  const [failure, setFailure] = useState<FileFailure>()
  const [shown, setShown] = useState<Blob>()
  const fetch = async (take: (blob: Blob) => void): Promise<void> => {
    setFailure(undefined)
    const opened = await files.open(attachment)
    if (opened.ok) take(opened.value)
    else if (opened.failure.kind !== 'cancelled') setFailure(opened.failure)
  }
  const save = (): void => void fetch((blob) => saveBlob(blob, name))
  const open = (): void =>
    void fetch((blob) => (blob.type.startsWith('image/') ? setShown(blob) : saveBlob(blob, name)))
  const told = transfer?.failure ?? failure
  return (
    <div className={styles.file}>
      {thumbnail !== undefined && (
        <button
          type="button"
          className={styles.picture}
          aria-label={words.open(name)}
          tabIndex={tabIndex}
          onClick={open}
        >
          <Thumbnail bytes={thumbnail} className={styles.large} />
        </button>
      )}
      <div className={styles.tile}>
        <FileIcon name={name} type={type} />
        <div className={styles.label}>
          <FileName name={name} />
          <span className={styles.fact}>
            {sizeText(size)}
            {fileKind(name, type) === 'program' && ` · ${words.program}`}
          </span>
          {transfer !== undefined && transfer.failure === undefined && <Moving transfer={transfer} />}
          {told !== undefined && (
            <span role="alert" className={styles.failure}>
              {fileFailureText(told)}
            </span>
          )}
        </div>
        {transfer?.failure !== undefined && (
          <IconButton
            size="small"
            label={words.retry}
            icon={<RotateCcw size={15} />}
            tabIndex={tabIndex}
            onClick={() => files.retry(id)}
          />
        )}
        {transfer === undefined ? (
          <IconButton
            size="small"
            label={words.save(name)}
            icon={<Download size={16} />}
            tabIndex={tabIndex}
            onClick={save}
          />
        ) : (
          <IconButton
            size="small"
            label={transfer.direction === 'up' ? words.cancelUpload(name) : words.cancelDownload(name)}
            icon={<X size={16} />}
            tabIndex={tabIndex}
            onClick={() => files.drop(id)}
          />
        )}
      </div>
      {shown !== undefined && (
        <ImageViewer
          blob={shown}
          name={name}
          save={() => saveBlob(shown, name)}
          onClose={() => setShown(undefined)}
        />
      )}
    </div>
  )
}

function Moving({ transfer: { direction, done, total } }: { readonly transfer: FileTransfer }): ReactNode {
  const share = shareText(done, total)
  const text =
    direction === 'down' ? words.fetching(share) : done === 0 ? words.waiting : words.uploading(share)
  return (
    <>
      <span className={styles.fact}>{text}</span>
      <progress className={styles.progress} aria-label={text} value={done} max={Math.max(1, total)} />
    </>
  )
}
