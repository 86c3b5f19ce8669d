import { Plus } from 'lucide-react'
import type { JSX, ReactNode } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { IconButton } from '../../ui/button.tsx'
import { ChannelEntry } from './channel-entry.tsx'
import { useListedChannels } from './listed-channels.ts'
import styles from './sidebar.module.css'
import { words } from './words.ts'

interface SidebarProps {
  readonly workspace: Workspace
  readonly current: ConversationId | undefined
  readonly go: (channel: ConversationId) => void
  readonly addChannel: () => void
  /** What stands above the channels. */
  readonly top?: ReactNode
  /** What follows the channels. */
  readonly children?: ReactNode
}

export function Sidebar({ workspace, current, go, addChannel, top, children }: SidebarProps): JSX.Element {
  const { name, memberCount } = workspace
  const channels = useListedChannels(workspace)
  return (
    <nav className={styles.sidebar} aria-label={words.conversations}>
      <header className={styles.head}>
        <h2 className={styles.workspace} dir="auto" title={name}>
          {name}
        </h2>
        <p className={styles.members}>{words.members(memberCount)}</p>
      </header>
      <div className={styles.sections}>
        {top}
        <div className={styles.section}>
          <h3 className={styles.sectionName}>{words.channels}</h3>
          <IconButton size="small" label={words.newChannel} icon={<Plus size={16} />} onClick={addChannel} />
        </div>
        {channels.length === 0 ? (
          <p className={styles.none}>{words.noChannels}</p>
        ) : (
          <ul className={styles.list} aria-label={words.channels}>
            {channels.map((channel) => (
              <li key={channel.id}>
                <ChannelEntry channel={channel} current={channel.id === current} go={go} />
              </li>
            ))}
          </ul>
        )}
        {children}
      </div>
    </nav>
  )
}
