import type { JSX } from 'react'
import { usePage, useEngine } from '../../engine/contexts.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { isMac, keyNames } from './key-text.ts'
import { commands, formatKeys, formats, keymap, localKeys, threadKeys } from './keymap.ts'
import styles from './keys-dialog.module.css'
import { words as desktopWords } from '../desktop/words.ts'
import { words as documentWords } from '../documents/words.ts'
import { words as mainWords } from '../main/words.ts'
import { words } from './words.ts'

/** Every key that does something, by where it does. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }): JSX.Element {
  const mac = isMac()
  const { welcome } = usePage()
  const { self } = useEngine()
  return (
    <Dialog title={words.title} size="wide" onClose={onClose}>
      <div className={styles.sheet}>
        <Keys
          title={words.anywhere}
          rows={[
            ...commands.map((command): Row => [keyNames(keymap[command], mac), words.commands[command]]),
            [keyNames(threadKeys.follow, mac), words.followThread],
            ...zoomKeys.map(([key, text]): Row => [keyNames({ key, mod: true }, mac), text]),
            ...localKeys.accounts.map((each) => split(words.amongAccounts[each])),
          ]}
        />
        <Keys title={words.messages} rows={localKeys.messages.map((each) => split(words.onMessages[each]))} />
        <Keys
          title={words.composer}
          rows={[
            ...localKeys.composer.map((each) => split(words.whileWriting[each])),
            ...formats.map((each): Row => [keyNames(formatKeys[each], mac), formatWords[each]]),
          ]}
        />
      </div>
      <DialogActions>
        <Button
          onClick={() => {
            onClose()
            welcome.begin(self)
          }}
        >
          {mainWords.whoReads}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const { commands: formatWords } = documentWords
const { menus } = desktopWords
/** Of the window's own menu, or of the browser. */
const zoomKeys = [
  ['+', menus.zoomIn],
  ['-', menus.zoomOut],
  ['0', menus.actualSize],
] as const

type Row = readonly [keys: ReadonlyArray<string>, text: string]
const split = ([keys, text]: readonly [string, string]): Row => [keys.split(' '), text]

function Keys({ title, rows }: { readonly title: string; readonly rows: ReadonlyArray<Row> }): JSX.Element {
  return (
    <section className={styles.group}>
      <h3 className={styles.title}>{title}</h3>
      <dl>
        {rows.map(([keys, text]) => (
          <div key={text} className={styles.row}>
            <dt>{text}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
