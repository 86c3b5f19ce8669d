import { DoorOpen } from 'lucide-react'
import type { JSX } from 'react'
import { Panel } from '../../ui/panel.tsx'
import styles from './people-section.module.css'
import type { SealedConversation } from './people-model.ts'
import { wordsAbout } from './private-channel.ts'
import { words } from './words.ts'

interface LeftNoteProps {
  readonly conversation: SealedConversation
}

/** Stands where one writes in a group that this person has left, or was taken out of. */
export const LeftComposer = (props: LeftNoteProps): JSX.Element => (
  <div className={styles.closed}>
    <LeftNote {...props} />
  </div>
)

export function LeftNote({ conversation }: LeftNoteProps): JSX.Element {
  return (
    <Panel icon={<DoorOpen size={20} />} title={wordsAbout(conversation).leftTitle}>
      <p>{words.leftText}</p>
    </Panel>
  )
}
