import { Archive, Hash, Lock } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { EditFailure } from '../../../core/bridge/contract.ts'
import type { Channel, Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { Button } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Alert, Field } from '../../ui/field.tsx'
import { findContacts } from '../people/find-contacts.ts'
import styles from './manage.module.css'
import { channelRights } from './rights.ts'
import { edits } from './use-manage.ts'
import { words as managingWords } from '../managing/words.ts'
import { manageFailureText, words } from './words.ts'

interface BrowseDialogProps {
  readonly workspace: Workspace
  readonly onClose: () => void
  readonly go: (channel: ConversationId) => void
}

/** Every channel of a workspace that one may read, those too that one has left or that are archived; without a network as well. */
export function BrowseDialog({ workspace, onClose, go }: BrowseDialogProps): JSX.Element {
  const { bridge } = usePage()
  const [sought, setSought] = useState('')
  const { busy, failure, run } = useAction<EditFailure>()
  // A topic is found as a user name is.
  const found = findContacts(
    workspace.channels.map((channel) => ({ channel, name: channel.name, username: channel.topic })),
    sought,
  ).map(({ channel }) => channel)
  const join = async (channel: Channel): Promise<void> => {
    if (await run(() => bridge.call('directory.edit', edits.join(channel, true)))) go(channel.id)
  }
  const reopen = (channel: Channel): void =>
    void run(() => bridge.call('directory.edit', edits.archive(channel, false)))
  const entries = (channels: ReadonlyArray<Channel>): ReadonlyArray<JSX.Element> =>
    channels.map((channel) => {
      const rights = channelRights(channel, workspace.role)
      return (
        <li key={channel.id} className={styles.channel}>
          <ChannelSign channel={channel} />
          <span className={styles.whoText}>
            <span className={styles.name} dir="auto">
              {channel.name}
            </span>
            <span className={styles.topic} dir="auto" title={channel.topic}>
              {channel.topic === '' ? managingWords.noTopic : channel.topic}
            </span>
          </span>
          {channel.archived === true && rights.archive && (
            <Button
              aria-disabled={busy}
              aria-label={managingWords.reopenOf(channel.name)}
              onClick={() => reopen(channel)}
            >
              {managingWords.reopenShort}
            </Button>
          )}
          {rights.join && channel.archived !== true ? (
            <Button
              look="primary"
              aria-disabled={busy}
              aria-label={managingWords.joinOf(channel.name)}
              onClick={() => void join(channel)}
            >
              {managingWords.join}
            </Button>
          ) : (
            <Button aria-label={managingWords.openOf(channel.name)} onClick={() => go(channel.id)}>
              {managingWords.open}
            </Button>
          )}
        </li>
      )
    })
  const archived = found.filter((channel) => channel.archived === true)
  return (
    <Dialog title={words.browse} size="wide" onClose={onClose}>
      <Field
        label={managingWords.find}
        value={sought}
        autoComplete="off"
        data-autofocus
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <Alert>{failure && manageFailureText(failure)}</Alert>
      <div className={classes(styles.list, styles.scrolled)}>
        <ul className={styles.list} aria-label={managingWords.channels}>
          {entries(found.filter((channel) => channel.archived !== true))}
        </ul>
        {archived.length > 0 && (
          <>
            <h3 className={styles.heading}>{managingWords.archivedChannels}</h3>
            <ul className={styles.list} aria-label={managingWords.archivedChannels}>
              {entries(archived)}
            </ul>
          </>
        )}
        {found.length === 0 && <p className={styles.note}>{managingWords.noChannel}</p>}
      </div>
    </Dialog>
  )
}

function ChannelSign({ channel }: { readonly channel: Channel }): JSX.Element {
  const { icon = '', archived } = channel
  if (icon !== '') return <span className={styles.sign}>{icon}</span>
  const Icon = archived === true ? Archive : channel.private === true ? Lock : Hash
  return (
    <span className={styles.sign}>
      <Icon size={16} aria-hidden />
    </span>
  )
}
