import { Menu } from 'lucide-react'
import type { JSX } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Banners } from '../connection/banners.tsx'
import { ConnectionStatus } from '../connection/connection-status.tsx'
import { words as conversationWords } from '../conversation/words.ts'
import { mayIn } from '../manage/rights.ts'
import { words as sidebarWords } from '../sidebar/words.ts'
import styles from './no-channel.module.css'
import { words } from './words.ts'

interface NoChannelProps {
  readonly workspace: Workspace
  readonly openSidebar: (() => void) | undefined
  readonly addChannel: () => void
}

/** No conversation is in view, for there is none. */
export function NoChannel({ workspace, openSidebar, addChannel }: NoChannelProps): JSX.Element {
  const mayAdd = mayIn(workspace, 'conversation.create')
  return (
    <main className={styles.pane}>
      {openSidebar !== undefined && (
        <div className={styles.corner}>
          <IconButton label={conversationWords.openSidebar} icon={<Menu size={20} />} onClick={openSidebar} />
        </div>
      )}
      <div className={styles.state}>
        <ConnectionStatus />
      </div>
      <div className={styles.text}>
        <Banners />
        <h1>{mayAdd ? words.noChannelTitle(workspace.name) : words.guestTitle(workspace.name)}</h1>
        <p>{mayAdd ? words.noChannelText : words.guestText}</p>
        {mayAdd && (
          <Button look="primary" onClick={addChannel}>
            {sidebarWords.newChannel}
          </Button>
        )}
      </div>
    </main>
  )
}
