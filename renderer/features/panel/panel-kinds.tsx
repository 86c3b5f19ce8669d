/** What can stand in the panel beside a conversation. Another kind is another line here, and its content a file of its own. */
import type { JSX } from 'react'
import type { Panel } from '../conversation/conversation-model.ts'
import type { PanelProps } from './panel-props.ts'
import { FollowButton } from '../thread-list/follow-button.tsx'
import { ThreadPanel } from './thread-panel.tsx'
import { words as fileWords } from '../file-list/words.ts'
import { words } from './words.ts'
import { DetailsPanel } from './details-panel.tsx'
import { PinnedPanel } from './pinned-panel.tsx'
import { FilesPanel } from '../file-list/late.ts'
import { FoundPanel } from '../search/late.ts'

type PanelKinds = {
  readonly [Kind in Panel['kind']]: {
    readonly title: string
    readonly Content: (props: PanelProps<Kind>) => JSX.Element
    /** Stands in the head. */
    readonly Action?: (props: PanelProps<Kind>) => JSX.Element
  }
}

export const panelKinds: PanelKinds = {
  thread: { title: words.thread, Content: ThreadPanel, Action: FollowButton },
  pinned: { title: words.pinned, Content: PinnedPanel },
  files: { title: fileWords.title, Content: FilesPanel },
  found: { title: words.found, Content: FoundPanel },
  details: { title: words.details, Content: DetailsPanel },
}
