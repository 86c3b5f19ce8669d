import { Hash, Menu as MenuIcon, Search, UsersRound } from 'lucide-react'
import { type JSX, useState } from 'react'
import type { Channel, Workspace } from '../../../core/engine/engine.ts'
import { IconButton } from '../../ui/button.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { words as searchWords } from '../search/words.ts'
import styles from './conversation-header.module.css'
import { words } from './words.ts'

interface ConversationHeaderProps {
  readonly workspace: Workspace
  readonly channel: Channel
  /** Set while the sidebar is a drawer. */
  readonly openSidebar: (() => void) | undefined
  readonly openSearch: () => void
}

export function ConversationHeader({
  workspace,
  channel,
  openSidebar,
  openSearch,
}: ConversationHeaderProps): JSX.Element {
  return (
    <header className={styles.header}>
      {openSidebar !== undefined && (
        <IconButton label={words.openSidebar} icon={<MenuIcon size={20} />} onClick={openSidebar} />
      )}
      <div className={styles.about}>
        <div className={styles.title}>
          <h1 className={styles.name} title={channel.name}>
            <Hash size={17} aria-hidden />
            <span dir="auto">{channel.name}</span>
          </h1>
          {channel.topic !== '' && (
            <p className={styles.topic} dir="auto" title={channel.topic}>
              {channel.topic}
            </p>
          )}
        </div>
        <div className={styles.facts}>
          <Readers workspace={workspace.name} />
          <ConnectionStatus />
        </div>
      </div>
      <IconButton label={searchWords.open} icon={<Search size={18} />} onClick={openSearch} />
    </header>
  )
}

/** Who can read this: always in view, explained on a press. */
function Readers({ workspace }: { readonly workspace: string }): JSX.Element {
  const [anchor, setAnchor] = useState<Rect>()
  return (
    <>
      <button
        type="button"
        className={styles.readers}
        title={words.readers(workspace)}
        aria-haspopup="dialog"
        aria-expanded={anchor !== undefined}
        onClick={(event) =>
          setAnchor(anchor === undefined ? event.currentTarget.getBoundingClientRect() : undefined)
        }
      >
        <UsersRound size={14} aria-hidden />
        <span dir="auto">{words.readers(workspace)}</span>
      </button>
      {anchor !== undefined && (
        <Popover anchor={anchor} onClose={() => setAnchor(undefined)}>
          <div className={styles.explanation}>
            <h2>{words.readersTitle}</h2>
            <p>{words.readersText(workspace)}</p>
          </div>
        </Popover>
      )}
    </>
  )
}
