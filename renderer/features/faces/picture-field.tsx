import { type JSX, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Result } from '../../../core/base/result.ts'
import type { EditFailure } from '../../../core/bridge/contract.ts'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { manageFailureText } from '../manage/words.ts'
import type { Crop } from './crop.ts'
import { Cropper } from './cropper.tsx'
import styles from './faces.module.css'
import { makePicture, openPicture } from './make-picture.ts'
import { words } from './words.ts'

interface PictureFieldProps {
  /** As it is now. */
  readonly face: ReactNode
  readonly hasPicture: boolean
  readonly hint: string
  /** `null` takes it away. */
  readonly set: (image: Uint8Array<ArrayBuffer> | null) => Promise<Result<unknown, EditFailure>>
}

/** A picture of a person or workspace: chosen, cut to a square, taken away. */
export function PictureField({ face, hasPicture, hint, set }: PictureFieldProps): JSX.Element {
  const input = useRef<HTMLInputElement>(null)
  const [picture, setPicture] = useState<ImageBitmap>()
  const [trouble, setTrouble] = useState<string>()
  const { busy, failure, run, forget } = useAction<EditFailure>()
  useEffect(() => () => picture?.close(), [picture])
  const choose = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    forget()
    const opened = await openPicture(file)
    setTrouble(opened === undefined ? words.unfit : undefined)
    setPicture(opened)
  }
  const use = async (crop: Crop): Promise<void> => {
    const image = picture && (await makePicture(picture, crop))
    if (image === undefined) setTrouble(words.tooLarge)
    else if (await run(() => set(image))) setPicture(undefined)
  }
  return (
    <div>
      {picture === undefined ? (
        <div className={styles.field}>
          {face}
          <div className={styles.about}>
            <div className={styles.buttons}>
              <Button onClick={() => input.current?.click()}>{words.choose}</Button>
              {hasPicture && (
                <Button aria-disabled={busy} onClick={() => void run(() => set(null))}>
                  {words.remove}
                </Button>
              )}
            </div>
            <p className={styles.hint}>{hint}</p>
          </div>
        </div>
      ) : (
        <Cropper
          picture={picture}
          busy={busy}
          use={(crop) => void use(crop)}
          cancel={() => setPicture(undefined)}
        />
      )}
      <Alert>{trouble ?? (failure && manageFailureText(failure))}</Alert>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        hidden
        aria-label={words.choose}
        onChange={({ currentTarget }) => {
          void choose(currentTarget.files?.[0])
          currentTarget.value = '' // the same file may be chosen again
        }}
      />
    </div>
  )
}
