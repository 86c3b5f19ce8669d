import { ExternalLink, Link } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { WorkspaceId } from '../../../core/protocol/ids.ts'
import { useNames, usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { IconButton } from '../../ui/button.tsx'
import { clockTime, dayLabel, fullMoment, startOfDay } from '../../ui/times.ts'
import { FileIcon, FileName } from '../attachments/file-label.tsx'
import { Thumbnail } from '../attachments/thumbnail-image.tsx'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { keyOf } from '../conversation/rows.ts'
import { LinkDialog } from '../links/link-dialog.tsx'
import type { OuterLink } from '../links/outer-link.ts'
import { useFollowLink } from '../links/use-follow-link.ts'
import styles from './file-list.module.css'
import type { Listed } from './listed.ts'
import { words } from './words.ts'

interface ListedEntryProps {
  readonly entry: Listed
  readonly model: ConversationModel
  readonly workspace: WorkspaceId
}

/** A press shows the message that it hangs on. */
export function ListedEntry({ entry, model, workspace }: ListedEntryProps): JSX.Element {
  const { message, name, url } = entry
  const nameOf = useNames(workspace, words)
  const today = useReadable(usePage().today)
  const { time } = message.at
  return (
    <div className={styles.item}>
      <button type="button" className={styles.entry} onClick={() => model.seek(keyOf(message))}>
        <Picture entry={entry} model={model} />
        <span className={styles.about}>
          {url === undefined ? (
            <FileName name={name} />
          ) : (
            <bdi className={styles.address} dir="ltr">
              {url.host}
              {url.pathname === '/' ? '' : url.pathname}
            </bdi>
          )}
          <span className={styles.fact} dir="auto" title={fullMoment(time)}>
            {words.by(nameOf(message.author), `${dayLabel(startOfDay(time), today)}, ${clockTime(time)}`)}
          </span>
        </span>
      </button>
      {url !== undefined && <OpenLink url={url} />}
    </div>
  )
}

function OpenLink({ url }: { readonly url: URL }): JSX.Element {
  const [asked, ask] = useState<OuterLink>()
  const follow = useFollowLink(ask)
  return (
    <>
      <IconButton
        size="small"
        label={words.openLink(url.host)}
        icon={<ExternalLink size={16} />}
        onClick={() => follow({ shown: url.href, url: url.href })}
      />
      {asked !== undefined && <LinkDialog link={asked} onClose={() => ask(undefined)} />}
    </>
  )
}

/** The small picture of a message that is loaded; a sign of what it is otherwise. */
function Picture({
  entry: { message, name, url },
  model,
}: Pick<ListedEntryProps, 'entry' | 'model'>): JSX.Element {
  if (url !== undefined) return <Link size={20} aria-hidden className={styles.sign} />
  const attachment = model.find(message.id)?.attachments?.find((each) => each.name === name)
  return attachment?.thumbnail === undefined ? (
    <FileIcon name={name} type={attachment?.type ?? 'application/octet-stream'} />
  ) : (
    <Thumbnail bytes={attachment.thumbnail} className={styles.picture} />
  )
}
