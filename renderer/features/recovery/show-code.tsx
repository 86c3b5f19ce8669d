import { Copy, Download, Printer } from 'lucide-react'
import { type JSX, useState } from 'react'
import { useCopy } from '../../engine/use-copy.ts'
import { Button } from '../../ui/button.tsx'
import { CodeGroups, splitGroups } from '../../ui/code-groups.tsx'
import { DialogActions } from '../../ui/dialog.tsx'
import { dateText } from '../../ui/times.ts'
import { words as uiWords } from '../../ui/words.ts'
import { printText } from '../../platform/print-text.ts'
import { saveFile } from '../../platform/save-file.ts'
import { groupSize } from './recovery-code.ts'
import styles from './recovery.module.css'
import { words } from './words.ts'

interface ShowCodeProps {
  readonly code: string
  readonly username: string
  readonly goOn: () => void
  readonly onClose: () => void
}

/** The one time that the code is shown, with the ways to keep it. */
export function ShowCode({ code, username, goOn, onClose }: ShowCodeProps): JSX.Element {
  const [note, setNote] = useState<string>()
  const grouped = splitGroups(code, groupSize).join('-')
  const sheet = (): string =>
    [
      words.sheetTitle,
      words.sheetFor(username, dateText(Date.now())),
      '',
      grouped,
      '',
      words.sheetText,
      '',
    ].join('\n')
  const copy = useCopy()
  const save = (): void => {
    saveFile(words.fileName, sheet())
    setNote(words.saved)
  }
  return (
    <div className={styles.step}>
      <p>{words.showText}</p>
      <CodeGroups label={words.label} code={code} size={groupSize} columns={3} numbered />
      <div className={styles.tools}>
        <Button
          onClick={() => void copy(grouped).then((isCopied) => setNote(isCopied ? words.copied : undefined))}
        >
          <Copy size={16} aria-hidden />
          {words.copy}
        </Button>
        <Button onClick={() => printText(words.sheetTitle, sheet())}>
          <Printer size={16} aria-hidden />
          {words.print}
        </Button>
        <Button onClick={save}>
          <Download size={16} aria-hidden />
          {words.save}
        </Button>
      </div>
      <output className={styles.hint}>{note}</output>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button look="primary" onClick={goOn}>
          {words.written}
        </Button>
      </DialogActions>
    </div>
  )
}
