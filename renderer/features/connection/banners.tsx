import { type JSX, type ReactNode, useState } from 'react'
import type { ConnectionState } from '../../../core/engine/engine.ts'
import type { StoreTrouble } from '../../../core/engine/store-trouble.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { words as desktopWords } from '../desktop/words.ts'
import { RefusedEdits } from '../manage/late.ts'
import { useTakenOut } from '../workspace-menu/taken-out.ts'
import { Banner } from './banner.tsx'
import styles from './banners.module.css'
import { NoticeText, SignInAgain, TroubleText } from './late.ts'
import { stoppedText, words } from './words.ts'

/** What needs the person, or is to be known: a new sign-in, a connection that ended for good, a disk in trouble, repairs. */
export function Banners(): JSX.Element {
  const { engine } = usePerson()
  const { isSafeMode } = usePage().desktop
  const connection = useReadable(engine.connection)
  const notices = useReadable(engine.notices)
  const trouble = useReadable(engine.trouble)
  const takenOut = useTakenOut()
  const lost = useReadable(takenOut.lost)
  const [read, setRead] = useState<StoreTrouble>()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <div className={styles.banners}>
        {connection.kind === 'stopped' && (
          <Banner look="alarming" action={<WayOut {...connection} />}>
            {stoppedText(connection.why)}
          </Banner>
        )}
        {trouble !== undefined && !isOver(trouble) && (
          <Banner look="alarming">
            <TroubleText trouble={trouble} />
          </Banner>
        )}
        {/* There before anything is in it: what comes into it is read out, after what is being said. */}
        {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output may hold no paragraphs */}
        <div role="status" aria-atomic={false}>
          {isSafeMode && <Banner look="calm">{desktopWords.safeMode}</Banner>}
          {connection.kind === 'signed-out' && (
            <Banner look="calm" action={<Button onClick={() => setAsking(true)}>{words.signInAgain}</Button>}>
              {words.signedOut}
            </Banner>
          )}
          {trouble !== undefined && isOver(trouble) && trouble !== read && (
            <Banner look="calm" action={<Button onClick={() => setRead(trouble)}>{words.understood}</Button>}>
              <TroubleText trouble={trouble} />
            </Banner>
          )}
          {notices.map((notice) => (
            <Banner
              key={notice.kind}
              look="calm"
              action={<Button onClick={() => engine.dismiss(notice.kind)}>{words.understood}</Button>}
            >
              <NoticeText notice={notice} />
            </Banner>
          ))}
          {lost.map(({ id, name }) => (
            <Banner
              key={id}
              look="calm"
              action={<Button onClick={() => takenOut.read(id)}>{words.understood}</Button>}
            >
              {words.takenOut(name)}
            </Banner>
          ))}
          <RefusedEdits />
        </div>
      </div>
      {asking && <SignInAgain onClose={() => setAsking(false)} />}
    </>
  )
}

/** A window whose place another has taken gets it back by loading anew; one that is too old leads to a newer version. */
function WayOut({ why, detail }: Extract<ConnectionState, { kind: 'stopped' }>): ReactNode {
  if (why === 'replaced') return <Button onClick={() => location.reload()}>{words.reload}</Button>
  return isWebAddress(detail) && <GetUpdate url={detail} />
}

/** What the relay says is shown as a link only if it can be one. */
const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && ['https:', 'http:'].includes(new URL(text).protocol)

function GetUpdate({ url }: { readonly url: string }): JSX.Element {
  const { bridge } = usePage()
  return (
    <a
      href={url}
      rel="noreferrer"
      onClick={(event) => {
        event.preventDefault()
        void bridge.call('shell.openLink', { url })
      }}
    >
      {words.getUpdate}
    </a>
  )
}

/** It may be put away; what keeps the store from working stays until it is over. */
const isOver = ({ kind }: StoreTrouble): boolean => kind === 'lost' || kind === 'repaired'
