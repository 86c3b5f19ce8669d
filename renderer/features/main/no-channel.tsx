import { Menu } from 'lucide-react'
import type { JSX } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Banners } from '../connection/banners.tsx'
import { words as conversationWords } from '../conversation/words.ts'
import { words as sidebarWords } from '../sidebar/words.ts'
import styles from './no-channel.module.css'
import { words } from './words.ts'

interface NoChannelProps {
  readonly workspace: Workspace
  readonly openSidebar: (() => void) | undefined
  readonly addChannel: () => void
}

export function NoChannel({ workspace, openSidebar, addChannel }: NoChannelProps): JSX.Element {
  return (
    <main className={styles.pane}>
      {openSidebar !== undefined && (
        <div className={styles.corner}>
          <IconButton label={conversationWords.openSidebar} icon={<Menu size={20} />} onClick={openSidebar} />
        </div>
      )}
      <div className={styles.text}>
        <Banners />
        <h1>{words.noChannelTitle(workspace.name)}</h1>
        <p>{words.noChannelText}</p>
        <Button look="primary" onClick={addChannel}>
          {sidebarWords.newChannel}
        </Button>
      </div>
    </main>
  )
}
