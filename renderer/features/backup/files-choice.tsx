import { type JSX, useEffect, useId, useState } from 'react'
import type { FilesHere } from '../../../core/bridge/backup-contract.ts'
import { usePage } from '../../engine/contexts.tsx'
import { sizeText } from '../attachments/words.ts'
import styles from './backup.module.css'
import { words } from './words.ts'

/** Whether the attached files that this device has go into the backup, and how much that is. In a form, as `withFiles`. */
export function FilesChoice(): JSX.Element {
  const { bridge } = usePage()
  const [files, setFiles] = useState<FilesHere>()
  const note = useId()
  useEffect(() => {
    let isGone = false
    void bridge.call('backup.filesHere', {}).then((here) => {
      if (here.ok && !isGone) setFiles(here.value)
    })
    return () => {
      isGone = true
    }
  }, [bridge])
  return (
    <div>
      <label className={styles.check}>
        <input type="checkbox" name="withFiles" defaultChecked aria-describedby={note} />
        <span>
          {files === undefined || files.count === 0
            ? words.withFiles
            : words.withFilesHere(files.count, sizeText(files.bytes))}
        </span>
      </label>
      <p id={note} className={styles.hint}>
        {words.filesElsewhere}
      </p>
    </div>
  )
}
