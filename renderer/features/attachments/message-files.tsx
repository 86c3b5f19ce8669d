import { Download, RotateCcw, X } from 'lucide-react'
import { type JSX, type ReactNode, useState } from 'react'
import type { FileFailure, FileTransfer } from '../../../core/bridge/files-contract.ts'
import type { Attachment } from '../../../core/conversation/op.ts'
import { useEngine, usePage } from '../../engine/contexts.tsx'
import { useSlice } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { saveFile } from '../../platform/save-file.ts'
import styles from './attachments.module.css'
import { FileIcon, FileName } from './file-label.tsx'
import { fileKind } from './file-name.ts'
import { FilePreview, isSeen } from './file-preview.tsx'
import { fileFailureText, shareText, sizeText, words } from './words.ts'

interface MessageFilesProps {
  readonly attachments: ReadonlyArray<Attachment>
  /** Of the row: Tab reaches what is inside the active one alone. */
  readonly tabIndex: 0 | -1
  /** Stands behind the last. */
  readonly mark?: ReactNode
  /** Of the message, which does not go out without its files. */
  readonly takeBack: () => void
}

/** What a message has attached: what is seen of it side by side, then a list of everything else. */
export function MessageFiles({ attachments, tabIndex, mark, takeBack }: MessageFilesProps): JSX.Element {
  const seen = attachments.filter(isSeen)
  const others = attachments.filter((each) => !isSeen(each))
  const all = [...seen, ...others]
  return (
    <ul className={styles.files} aria-label={words.files}>
      {all.map((attachment, at) => (
        <li key={attachment.id} data-listed={at >= seen.length}>
          <FileTile attachment={attachment} tabIndex={tabIndex} takeBack={takeBack} />
          {at === all.length - 1 && mark}
        </li>
      ))}
    </ul>
  )
}

interface FileTileProps extends Pick<MessageFilesProps, 'tabIndex' | 'takeBack'> {
  readonly attachment: Attachment
}

function FileTile({ attachment, tabIndex, takeBack }: FileTileProps): JSX.Element {
  const { files } = usePage()
  const { id, name, type, size } = attachment
  const transfer = useSlice(files.transfers, (all) => all.get(id))
  const [failure, setFailure] = useState<FileFailure>()
  const fetch = async (): Promise<Blob | undefined> => {
    setFailure(undefined)
    const opened = await files.open(attachment)
    if (opened.ok) return opened.value
    if (opened.failure.kind !== 'cancelled') setFailure(opened.failure)
    return undefined
  }
  const save = async (): Promise<void> => {
    const blob = await fetch()
    if (blob !== undefined) saveFile(name, blob)
  }
  const told = transfer?.failure ?? failure
  return (
    <div className={styles.file}>
      <FilePreview attachment={attachment} tabIndex={tabIndex} fetch={fetch} />
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
        <FileActions
          attachment={attachment}
          transfer={transfer}
          tabIndex={tabIndex}
          takeBack={takeBack}
          save={() => void save()}
        />
      </div>
    </div>
  )
}

interface FileActionsProps extends FileTileProps {
  readonly transfer: FileTransfer | undefined
  readonly save: () => void
}

function FileActions(props: FileActionsProps): JSX.Element {
  const { transfer, tabIndex, takeBack, save } = props
  const { id, name } = props.attachment
  const { files } = usePage()
  return (
    <>
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
          onClick={transfer.direction === 'up' ? takeBack : () => files.drop(id)}
        />
      )}
    </>
  )
}

function Moving({ transfer: { direction, done, total } }: { readonly transfer: FileTransfer }): ReactNode {
  const { connection } = useEngine()
  const isOffline = useSlice(connection, ({ kind }) => kind === 'offline')
  const share = shareText(done, total)
  const text =
    direction === 'down' ? words.fetching(share) : isOffline ? words.waiting : words.uploading(share)
  return (
    <>
      <span className={styles.fact}>{text}</span>
      <progress className={styles.progress} aria-label={text} value={done} max={Math.max(1, total)} />
    </>
  )
}
