import type { JSX } from 'react'
import { useCopy } from '../../engine/use-copy.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { words as uiWords } from '../../ui/words.ts'
import styles from './link-dialog.module.css'
import { saysWhereItLeads, webAddress } from './web-address.ts'
import { words } from './words.ts'

interface LinkDialogProps {
  readonly url: string
  readonly open: () => void
  readonly onClose: () => void
}

/** Shows where a link leads, in letters that look like no others, and opens it if that is what the person wants. */
export function LinkDialog({ url, open, onClose }: LinkDialogProps): JSX.Element {
  const target = webAddress(url)
  const copy = useCopy()
  return (
    <Dialog title={words.openTitle} onClose={onClose}>
      <p>{words.openText}</p>
      <p className={styles.host} dir="ltr">
        {target?.host}
      </p>
      {!saysWhereItLeads(url, url) && <p>{words.openWarning}</p>}
      <p className={styles.address} dir="ltr" aria-label={words.openWhole}>
        {target?.href}
      </p>
      <DialogActions>
        <Button onClick={onClose}>{uiWords.cancel}</Button>
        <Button
          onClick={() => {
            void copy(target?.href ?? url)
            onClose()
          }}
        >
          {words.copyAddress}
        </Button>
        <Button
          look="primary"
          data-autofocus
          onClick={() => {
            onClose()
            open()
          }}
        >
          {words.open}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
