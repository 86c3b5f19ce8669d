import { type JSX, useState } from 'react'
import { BlobImage } from '../../ui/blob-image.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import styles from './attachments.module.css'
import { words } from './words.ts'

interface ImageViewerProps {
  /** A picture, by its type. */
  readonly blob: Blob
  readonly name: string
  readonly save: () => void
  readonly onClose: () => void
}

/** A picture as large as the window lets it be. */
export function ImageViewer({ blob, name, save, onClose }: ImageViewerProps): JSX.Element {
  const [isBroken, setBroken] = useState(false)
  return (
    <Dialog title={name} onClose={onClose}>
      <div className={styles.viewer}>
        {isBroken ? (
          <p role="alert">{words.noPicture}</p>
        ) : (
          <BlobImage blob={blob} alt={name} onError={() => setBroken(true)} />
        )}
      </div>
      <DialogActions>
        <Button data-autofocus onClick={save}>
          {words.saveHere}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
