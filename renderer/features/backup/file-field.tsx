import { type JSX, useState } from 'react'
import { Field } from '../../ui/field.tsx'
import styles from './backup.module.css'
import { words } from './words.ts'

/** The file of a backup. Over what the browser says of it, which is in the system's language, stand our own words. */
export function FileField({ error }: { readonly error: string | undefined }): JSX.Element {
  const [name, setName] = useState<string>()
  return (
    <div className={styles.file}>
      <Field
        label={words.file}
        name="file"
        type="file"
        accept=".tidings"
        title={name ?? words.noFile}
        error={error}
        onChange={({ target }) => setName(target.files?.[0]?.name)}
      />
      <span className={styles.chosen} aria-hidden>
        <span className={styles.choose}>{words.chooseFile}</span>
        <bdi className={styles.name}>{name ?? words.noFile}</bdi>
      </span>
    </div>
  )
}
