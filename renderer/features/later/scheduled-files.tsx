import { type JSX, useEffect, useState } from 'react'
import type { Attachment } from '../../../core/conversation/op.ts'
import type { ScheduledFile } from '../../../core/engine/personal/scheduled.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { FileIcon, FileName } from '../attachments/file-label.tsx'
import { Thumbnail } from '../attachments/thumbnail-image.tsx'
import { sizeText, words as fileWords } from '../attachments/words.ts'
import styles from './later.module.css'

/** What this device has of the files of a scheduled message; undefined where it is not known yet, or there are none. */
export type Here = ReadonlyArray<Attachment> | 'elsewhere' | undefined

export function useHere(files: ReadonlyArray<ScheduledFile> | undefined): Here {
  const later = useReadable(usePage().files.later)
  const ids = files?.map(({ id }) => id).join()
  const [known, setKnown] = useState<{ readonly ids: string; readonly here: Here }>()
  useEffect(() => {
    if (files === undefined || ids === undefined || later === undefined) return
    let isOver = false
    void later.read(files.map(({ id }) => id)).then((here) => {
      if (!isOver) setKnown({ ids, here: here ?? 'elsewhere' })
    })
    return () => void (isOver = true)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- `ids` says all that matters of `files`
  }, [ids, later])
  return known !== undefined && known.ids === ids ? known.here : undefined
}

/** Their names and sizes, and their pictures where they are here. */
export function ScheduledFiles(props: {
  readonly files: ReadonlyArray<ScheduledFile>
  readonly here: Here
}): JSX.Element {
  const { files, here } = props
  const pictureOf = ({ id }: ScheduledFile): Uint8Array | undefined =>
    here === 'elsewhere' ? undefined : here?.find((each) => each.id === id)?.thumbnail
  return (
    <ul className={styles.files} aria-label={fileWords.attached}>
      {files.map((file) => {
        const picture = pictureOf(file)
        return (
          <li key={file.id} className={styles.file}>
            {picture === undefined ? (
              <FileIcon name={file.name} type={file.type} />
            ) : (
              <Thumbnail bytes={picture} className={styles.picture} />
            )}
            <FileName name={file.name} />
            <span className={styles.size}>{sizeText(file.size)}</span>
          </li>
        )
      })}
    </ul>
  )
}
