import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import type { ConversationModel, Panel } from '../conversation/conversation-model.ts'
import type { Subject } from '../conversation/subject.ts'

/** What the content of a panel is given. */
export interface PanelProps<Kind extends Panel['kind'] = Panel['kind']> {
  readonly panel: Extract<Panel, { readonly kind: Kind }>
  readonly model: ConversationModel
  readonly workspace: Workspace
  readonly subject: Subject
  readonly trust: ConversationTrust
}
