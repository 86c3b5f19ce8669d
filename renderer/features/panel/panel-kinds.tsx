/** What can stand in the panel beside a conversation. Another kind is another line here, and its content a file of its own. */
import type { JSX } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import type { ConversationModel, Panel } from '../conversation/conversation-model.ts'
import type { Subject } from '../conversation/subject.ts'
import { DetailsPanel } from './details-panel.tsx'
import { PinnedPanel } from './pinned-panel.tsx'
import { ThreadPanel } from './thread-panel.tsx'
import { words } from './words.ts'

export interface PanelProps<Kind extends Panel['kind'] = Panel['kind']> {
  readonly panel: Extract<Panel, { readonly kind: Kind }>
  readonly model: ConversationModel
  readonly workspace: Workspace
  readonly subject: Subject
  readonly trust: ConversationTrust
}

type PanelKinds = {
  readonly [Kind in Panel['kind']]: {
    readonly title: string
    readonly Content: (props: PanelProps<Kind>) => JSX.Element
  }
}

export const panelKinds: PanelKinds = {
  thread: { title: words.thread, Content: ThreadPanel },
  pinned: { title: words.pinned, Content: PinnedPanel },
  details: { title: words.details, Content: DetailsPanel },
}
