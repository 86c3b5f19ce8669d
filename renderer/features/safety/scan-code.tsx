import { type ChangeEvent, type ClipboardEvent, type JSX, useId, useRef, useState } from 'react'
import { fail } from '../../../core/base/result.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { readSquareCode } from '../../platform/read-square-code.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import styles from './safety-dialog.module.css'
import type { CompareFailure } from '../../../core/bridge/trust.ts'
import type { TrustModel } from '../trust/trust-model.ts'
import { compareFailureText, words } from './words.ts'

interface ScanCodeProps {
  readonly model: TrustModel
  readonly user: UserId
  readonly name: string
  /** It is a number of these two people, but another one. */
  readonly differs: () => void
}

/** For who has the other's code as a picture or as text: the comparison is then no matter of good eyes. */
export function ScanCode({ model, user, name, differs }: ScanCodeProps): JSX.Element {
  const id = useId()
  const picker = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [same, setSame] = useState(false)
  const [failure, setFailure] = useState<CompareFailure>()

  const compare = async (found: string | undefined): Promise<void> => {
    const result = found === undefined ? fail({ kind: 'no-code' } as const) : await model.compare(user, found)
    setFailure(result.ok ? undefined : result.failure)
    setSame(result.ok && result.value)
    if (result.ok && !result.value) differs()
  }
  const read = async (file: Blob): Promise<void> => compare(await readSquareCode(file))
  const choose = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = event.currentTarget.files ?? []
    if (file !== undefined) void read(file)
    event.currentTarget.value = '' // the same file may be chosen again
  }
  const paste = (event: ClipboardEvent): void => {
    const [file] = event.clipboardData.files
    if (file === undefined) return
    event.preventDefault()
    void read(file)
  }
  return (
    <details className={styles.scan}>
      <summary>{words.scan}</summary>
      <div className={styles.scanBody}>
        <p>{words.scanText(name)}</p>
        <div className={styles.paste}>
          <label htmlFor={id}>{words.pasteLabel}</label>
          <textarea
            id={id}
            value={text}
            spellCheck={false}
            onChange={(event) => setText(event.currentTarget.value)}
            onPaste={paste}
          />
        </div>
        <div className={styles.scanActions}>
          <input ref={picker} type="file" accept="image/*" hidden onChange={choose} />
          <Button onClick={() => picker.current?.click()}>{words.chooseImage}</Button>
          <Button disabled={text.trim() === ''} onClick={() => void compare(text)}>
            {words.compareText}
          </Button>
        </div>
        <output className={styles.same}>{same && words.scanSame(name)}</output>
        <Alert>{failure && compareFailureText(failure, name)}</Alert>
      </div>
    </details>
  )
}
