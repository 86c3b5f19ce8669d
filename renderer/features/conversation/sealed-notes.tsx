import { type JSX, useState } from 'react'
import { useNames } from '../../engine/contexts.tsx'
import type { SealedModels } from '../../engine/sealed-models.ts'
import { useSlice } from '../../engine/use-readable.ts'
import type { ShownDialog } from '../account/sealed-dialogs.tsx'
import { RecoveryNudge } from '../recovery/recovery-nudge.tsx'
import type { SealedConversation } from '../people/people-model.ts'
import { KeyChangeBanners } from '../trust/key-changes.tsx'
import { ReadingPanel } from '../safety/late.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import { words as trustWords } from '../trust/words.ts'
import type { ConversationModel } from './conversation-model.ts'
import { SealedDialogs } from '../account/late.ts'

interface SealedNotesProps {
  readonly sealed: SealedModels
  readonly model: ConversationModel
  readonly conversation: SealedConversation
  readonly trust: ConversationTrust
}

/** What is to be known of a sealed conversation before its messages: keys that changed, why something cannot be read. */
export function SealedNotes({ sealed, model, conversation, trust }: SealedNotesProps): JSX.Element {
  const [shown, setShown] = useState<ShownDialog>()
  const nameOf = useNames(conversation.workspace, trustWords)
  const isEmpty = useSlice(model.rows, (rows) => rows.length === 0)
  const { reading } = trust
  // Where there are messages, the words before the first one say when this person came.
  const isSaid = reading.kind === 'before-joined' && !isEmpty
  return (
    <>
      <RecoveryNudge model={sealed.recovery} setUp={() => setShown('recovery')} />
      <KeyChangeBanners model={sealed.trust} conversation={conversation} />
      {reading.kind !== 'readable' && !isSaid && (
        <ReadingPanel
          model={sealed.trust}
          reading={reading}
          holds={!isEmpty}
          nameOf={nameOf}
          link={() => setShown('unlinked')}
        />
      )}
      {shown !== undefined && <SealedDialogs sealed={sealed} shown={shown} show={setShown} />}
    </>
  )
}
