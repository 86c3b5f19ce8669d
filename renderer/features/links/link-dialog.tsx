import { TriangleAlert } from 'lucide-react'
import { type JSX, useState } from 'react'
import { usePage } from '../../engine/contexts.tsx'
import { useCopy } from '../../engine/use-copy.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogActions } from '../../ui/dialog.tsx'
import { words as uiWords } from '../../ui/words.ts'
import { webAddress } from '../markup/web-address.ts'
import styles from './link-dialog.module.css'
import { type Deception, deceptionOf, type OuterLink, siteName, siteOf } from './outer-link.ts'
import { trustSite } from './trusted-sites.ts'
import { useOwnRemembered } from './use-follow-link.ts'
import { words } from './words.ts'

interface LinkDialogProps {
  readonly link: OuterLink
  readonly onClose: () => void
}

/** Shows where a link leads, in letters that look like no others, and opens it if that is what the person wants. */
export function LinkDialog({ link, onClose }: LinkDialogProps): JSX.Element {
  const { bridge } = usePage()
  const remembered = useOwnRemembered()
  const copy = useCopy()
  const [isTrusted, setTrusted] = useState(false)
  const { place, whole } = destinationOf(link.url)
  const deception = deceptionOf(link)
  const site = siteOf(link)
  const open = (): void => {
    onClose()
    if (site !== undefined && isTrusted) trustSite(remembered, site)
    void bridge.call('shell.openLink', { url: link.url })
  }
  return (
    <Dialog title={words.openTitle} onClose={onClose}>
      <p>{words.openText}</p>
      <p className={styles.host}>
        <bdi dir="ltr">{place}</bdi>
      </p>
      {deception !== undefined && (
        <p className={styles.warning}>
          <TriangleAlert size={16} aria-hidden />
          <span>{warningOf(deception)}</span>
        </p>
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is to be reached by the keyboard */}
      <section className={styles.address} tabIndex={0} aria-label={words.openWhole}>
        <bdi dir="ltr">{whole}</bdi>
      </section>
      {site !== undefined && (
        <label className={styles.trust}>
          <input
            type="checkbox"
            checked={isTrusted}
            onChange={({ currentTarget }) => setTrusted(currentTarget.checked)}
          />
          <span>{words.trust(siteName(site))}</span>
        </label>
      )}
      <DialogActions>
        {/* Where there is a warning, Enter that comes by habit opens nothing. */}
        <Button data-autofocus={deception !== undefined || undefined} onClick={onClose}>
          {uiWords.cancel}
        </Button>
        <Button
          onClick={() => {
            void copy(whole)
            onClose()
          }}
        >
          {words.copyAddress}
        </Button>
        <Button
          look={deception === undefined ? 'primary' : 'secondary'}
          data-autofocus={deception === undefined || undefined}
          // The question came under a finger that was still on the key, or pressed twice: that answers nothing.
          onKeyDown={(event) => event.repeat && event.preventDefault()}
          onClick={({ detail }) => detail <= 1 && open()}
        >
          {words.open}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

const mailScheme = /^mailto:/iu

/** The host, or whose mail it is, and all that is opened: of a mail link main opens the addressee alone. */
function destinationOf(url: string): { readonly place: string; readonly whole: string } {
  const target = webAddress(url)
  if (target !== undefined) return { place: target.host, whole: target.href }
  const whole = mailScheme.test(url) ? url.replace(/\?.*$/su, '') : url
  return { place: whole.replace(mailScheme, ''), whole }
}

function warningOf(deception: Deception): string {
  switch (deception.kind) {
    case 'letters':
      return words.lettersWarning
    case 'shows-other':
      return words.otherWarning(deception.host)
  }
}
