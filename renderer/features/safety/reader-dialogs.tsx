import { type ReactNode, useMemo } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useNames } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { GroupDialog } from '../people/group-dialog.tsx'
import type { PeopleModel, SealedConversation } from '../people/people-model.ts'
import { wordsAbout } from '../people/private-channel.ts'
import { ProtectionDialog } from './protection-dialog.tsx'
import { ReadersDialog } from './readers-dialog.tsx'
import { readersText } from '../trust/readers-text.ts'
import { SafetyDialog } from './safety-dialog.tsx'
import type { TrustModel } from '../trust/trust-model.ts'
import { words } from '../trust/words.ts'

export type ShownReader =
  | { readonly kind: 'readers' }
  | { readonly kind: 'safety'; readonly user: UserId }
  | { readonly kind: 'protection' }
  | { readonly kind: 'group' }

interface ReaderDialogsProps {
  readonly model: TrustModel
  readonly people: PeopleModel
  readonly conversation: SealedConversation
  readonly shown: ShownReader
  /** Another one in place of it, or none. */
  readonly show: (shown: ShownReader | undefined) => void
}

/** Who can read a sealed conversation, and what leads on from there. */
export function ReaderDialogs({ model, people, conversation, shown, show }: ReaderDialogsProps): ReactNode {
  const trust = useReadable(useMemo(() => model.of(conversation.id), [model, conversation.id]))
  const nameOf = useNames(conversation.workspace, words)
  const close = (): void => show(undefined)
  const back = (): void => show({ kind: 'readers' })
  switch (shown.kind) {
    case 'readers':
      return (
        <ReadersDialog
          title={readersText(conversation, nameOf)}
          trust={trust}
          hasAdmins={conversation.kind === 'group'}
          manage={
            conversation.kind === 'group'
              ? { text: wordsAbout(conversation).manage, open: () => show({ kind: 'group' }) }
              : undefined
          }
          nameOf={nameOf}
          compare={(user) => show({ kind: 'safety', user })}
          unverify={(user) => model.unverify(user)}
          explain={() => show({ kind: 'protection' })}
          onClose={close}
        />
      )
    case 'safety':
      return <SafetyDialog model={model} user={shown.user} name={nameOf(shown.user)} onClose={back} />
    case 'group':
      return (
        <GroupDialog
          model={people}
          conversation={conversation}
          readers={trust.readers}
          nameOf={nameOf}
          onClose={close}
        />
      )
    case 'protection':
      return <ProtectionDialog onClose={back} />
  }
}
