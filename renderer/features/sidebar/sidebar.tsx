import { List, Plus, Search } from 'lucide-react'
import { type JSX, type ReactNode, useRef } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { IconButton } from '../../ui/button.tsx'
import { archivedIn } from '../archive/archived.ts'
import { ArchivedSection } from '../archive/late.ts'
import { isMac, keyNames } from '../keys/key-text.ts'
import { keymap } from '../keys/keymap.ts'
import { mayBrowse, mayIn } from '../manage/rights.ts'
import { words as manageWords } from '../manage/words.ts'
import { ArrangedItem } from '../personal/arranged-item.tsx'
import { SectionHead } from '../personal/section-head.tsx'
import type { WorkspaceQuestion } from '../workspace-menu/workspace-items.tsx'
import { useCounts } from '../unread/use-told.ts'
import { ChannelEntry } from './channel-entry.tsx'
import { UnreadBeyond } from './late.ts'
import { useListed } from './listed.ts'
import { useListedChannels } from './listed-channels.ts'
import styles from './sidebar.module.css'
import { useCurrentInView } from './use-current-in-view.ts'
import { words } from './words.ts'
import { WorkspaceTitle } from './workspace-title.tsx'

interface SidebarProps {
  readonly workspace: Workspace
  readonly current: ConversationId | undefined
  readonly go: (channel: ConversationId) => void
  /** Opens the switcher. */
  readonly find: () => void
  readonly ask: (question: WorkspaceQuestion | 'channel' | 'browse') => void
  /** What goes before the channels. */
  readonly first?: ReactNode
  /** What follows the channels. */
  readonly children?: ReactNode
}

export function Sidebar(props: SidebarProps): JSX.Element {
  const { workspace, current, go, find, ask, first, children } = props
  const all = useListedChannels(workspace)
  const { channels, all: listed, folded, unread, tucked } = useListed(workspace, current)
  const threads = useCounts().threadsOf(workspace.id)
  const list = useRef<HTMLDivElement>(null)
  useCurrentInView(list, current, current !== undefined && listed.has(current))
  return (
    <nav className={styles.sidebar} aria-label={words.conversations}>
      <header className={styles.head}>
        <WorkspaceTitle workspace={workspace} ask={ask} />
        {/* A guest is told of nobody before they share a conversation with them. */}
        {workspace.memberCount > 0 && (
          <button
            type="button"
            className={styles.members}
            aria-haspopup="dialog"
            onClick={() => ask('members')}
          >
            {words.members(workspace.memberCount)}
          </button>
        )}
      </header>
      <button type="button" className={styles.find} aria-haspopup="dialog" onClick={find}>
        <Search size={15} aria-hidden />
        <span className={styles.name}>{words.find}</span>
        <kbd className={styles.key} dir="ltr" aria-hidden>
          {keyNames(keymap.switcher, isMac()).join(' ')}
        </kbd>
      </button>
      <div className={styles.listed}>
        <div ref={list} className={styles.sections}>
          {first}
          <SectionHead workspace={workspace.id} section="channels" name={words.channels}>
            <span className={styles.sectionActions}>
              {mayBrowse(workspace) && (
                <IconButton
                  size="small"
                  label={manageWords.browse}
                  icon={<List size={16} />}
                  onClick={() => ask('browse')}
                />
              )}
              {mayIn(workspace, 'conversation.create') && (
                <IconButton
                  size="small"
                  label={words.newChannel}
                  icon={<Plus size={16} />}
                  onClick={() => ask('channel')}
                />
              )}
            </span>
          </SectionHead>
          {all.length === 0 ? (
            !folded.has('channels') && <p className={styles.none}>{words.noChannels}</p>
          ) : (
            <ul className={styles.list} aria-label={words.channels}>
              {channels
                .filter(({ id }) => !tucked.has(id))
                .map((channel) => (
                  <ArrangedItem
                    key={channel.id}
                    workspace={workspace.id}
                    conversation={channel.id}
                    name={channel.name}
                  >
                    <ChannelEntry channel={channel} current={channel.id === current} go={go} />
                  </ArrangedItem>
                ))}
            </ul>
          )}
          {children}
          {archivedIn(workspace).length > 0 && (
            <ArchivedSection workspace={workspace} current={current} go={go} />
          )}
        </div>
        {(unread.size > 0 || threads.unread) && <UnreadBeyond {...{ list, unread, threads }} />}
      </div>
    </nav>
  )
}
