import { Globe } from 'lucide-react'
import type { JSX } from 'react'
import type { LinkPreview } from '../../../core/conversation/op.ts'
import { imageTypeOf } from '../../../core/base/image-head.ts'
import { Thumbnail } from '../attachments/thumbnail-image.tsx'
import { hostOf } from './links.ts'
import styles from './previews.module.css'

/** What is behind a link: always as high, with the host where it really leads. */
export function PreviewCard({ preview }: { readonly preview: LinkPreview }): JSX.Element {
  const { url, title, description, picture } = preview
  return (
    <>
      {picture === undefined || imageTypeOf(picture) === undefined ? (
        <span className={styles.noPicture} aria-hidden>
          <Globe size={20} />
        </span>
      ) : (
        <span className={styles.picture} aria-hidden>
          <Thumbnail bytes={picture} className={undefined} />
        </span>
      )}
      <span className={styles.says}>
        <bdi className={styles.title}>{title}</bdi>
        <bdi className={styles.description}>{description}</bdi>
        <bdi className={styles.host} dir="ltr">
          {hostOf(url)}
        </bdi>
      </span>
    </>
  )
}
