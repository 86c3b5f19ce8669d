import { File, FileArchive, FileImage, FileText, FileVideo, FileWarning, Music } from 'lucide-react'
import type { JSX } from 'react'
import styles from './attachments.module.css'
import { fileKind, splitFileName } from './file-name.ts'

const icons = {
  image: FileImage,
  audio: Music,
  video: FileVideo,
  archive: FileArchive,
  text: FileText,
  program: FileWarning,
  other: File,
} as const

export function FileIcon({ name, type }: { readonly name: string; readonly type: string }): JSX.Element {
  const Icon = icons[fileKind(name, type)]
  return <Icon size={22} aria-hidden className={styles.icon} />
}

/**
 * Always with its ending, however long it is. It begins where everything beside it does; within, it has a direction of its own, so
 * that letters from the other side move nothing.
 */
export function FileName({ name }: { readonly name: string }): JSX.Element {
  const { stem, ending } = splitFileName(name)
  return (
    <span className={styles.name} title={name}>
      <bdi className={styles.whole} dir="ltr">
        <bdi className={styles.stem}>{stem}</bdi>
        <bdi className={styles.ending}>{ending}</bdi>
      </bdi>
    </span>
  )
}
