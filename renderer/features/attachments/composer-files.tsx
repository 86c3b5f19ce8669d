import { Paperclip, RotateCcw, X } from 'lucide-react'
import { type JSX, useRef } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import styles from './attachments.module.css'
import { AudioPlayer } from '../media/audio-player.tsx'
import { DropTarget } from '../dropping/drop-target.tsx'
import { words as mediaWords } from '../media/words.ts'
import type { FileDraft, Voice } from './file-drafts.ts'
import { FileIcon, FileName } from './file-label.tsx'
import { Thumbnail } from './thumbnail-image.tsx'
import { UnkeptNote } from './late.ts'
import type { ComposerFiles } from './use-composer-files.ts'
import { RecordButton } from '../voice/voice-bar.tsx'
import { fileFailureText, notTakenText, sizeText, words } from './words.ts'

interface DraftFilesProps {
  readonly files: ComposerFiles
  /** Of the conversation; undefined in a thread. */
  readonly title: string | undefined
}

/** The files of the message being written, over its text; takes more that are dropped on the pane around it. */
export function DraftFiles({ files, title }: DraftFilesProps): JSX.Element {
  const isUnkept = useSlice(usePage().files.unkept.all, (all) => all.has(files.place))
  return (
    <>
      <DropTarget {...files} title={title} />
      {isUnkept && <UnkeptNote />}
      <div className={styles.notTaken}>
        <Alert>{files.notTaken && notTakenText(files.notTaken)}</Alert>
      </div>
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
  const { name, type, size, state, key, voice } = draft
  const thumbnail = state.kind === 'ready' ? state.attachment.thumbnail : undefined
  return (
    <>
      {voice !== undefined ? (
        <VoiceDraft voice={voice} state={state} />
      ) : thumbnail === undefined ? (
        <FileIcon name={name} type={type} />
      ) : (
        <Thumbnail bytes={thumbnail} className={styles.small} />
      )}
      <div className={styles.label}>
        {voice === undefined && <FileName name={name} />}
        {state.kind === 'failed' ? (
          <span role="alert" className={styles.failure}>
            {fileFailureText(state.failure)}
          </span>
        ) : (
          voice === undefined && <span className={styles.fact}>{sizeText(size)}</span>
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

/** What was recorded, to be listened to before it is sent. */
function VoiceDraft({ voice, state }: { readonly voice: Voice } & Pick<FileDraft, 'state'>): JSX.Element {
  const { files } = usePage()
  const open = async (): Promise<Blob | undefined> => {
    if (voice.file !== undefined || state.kind !== 'ready') return voice.file
    const opened = await files.open(state.attachment)
    return opened.ok ? opened.value : undefined
  }
  const { duration, peaks } = voice
  return <AudioPlayer name={mediaWords.voice} duration={duration} peaks={peaks} open={open} tabIndex={0} />
}

/** Everything that goes with a message beside its text: nothing where the organisation lets nobody send files. */
export function AttachButtons({ files }: { readonly files: ComposerFiles }): JSX.Element | null {
  const { value: isAllowed } = usePolicy('AllowFileUpload')
  if (!isAllowed) return null
  return (
    <>
      <AttachButton add={files.add} />
      <RecordButton recorder={files.recorder} begin={files.record} />
    </>
  )
}

/** A button that asks for files. */
function AttachButton({ add }: { readonly add: ComposerFiles['add'] }): JSX.Element {
  const input = useRef<HTMLInputElement>(null)
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
