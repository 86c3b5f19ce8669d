import { BadgeCheck, Lock } from 'lucide-react'
import { type JSX, useMemo, useState } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useNames } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { PeopleModel, SealedConversation } from '../people/people-model.ts'
import { wordsAbout } from '../people/private-channel.ts'
import { isVerified, readersText } from './readers-text.ts'
import styles from './sealed-readers.module.css'
import type { TrustModel } from './trust-model.ts'
import { words } from './words.ts'
import { GroupDialog } from '../people/late.ts'
import { ProtectionDialog, ReadersDialog, SafetyDialog } from '../safety/late.ts'

type Shown =
  | { readonly kind: 'readers' }
  | { readonly kind: 'safety'; readonly user: UserId }
  | { readonly kind: 'protection' }
  | { readonly kind: 'group' }

interface SealedReadersProps {
  readonly model: TrustModel
  readonly people: PeopleModel
  readonly conversation: SealedConversation
}

/** Who can read a sealed conversation: always in view, with the people and their devices behind it. */
export function SealedReaders({ model, people, conversation }: SealedReadersProps): JSX.Element {
  const trust = useReadable(useMemo(() => model.of(conversation.id), [model, conversation.id]))
  const nameOf = useNames(conversation.workspace, words)
  const [shown, setShown] = useState<Shown>()
  const close = (): void => setShown(undefined)
  const back = (): void => setShown({ kind: 'readers' })
  const text = readersText(conversation, nameOf)
  return (
    <>
      <button
        type="button"
        className={styles.line}
        title={text}
        aria-haspopup="dialog"
        aria-expanded={shown !== undefined}
        onClick={back}
      >
        <Lock size={14} aria-hidden className={styles.lock} />
        <span dir="auto">{text}</span>
        {isVerified(trust) && (
          <>
            <VisuallyHidden>{words.verifiedToo}</VisuallyHidden>
            <BadgeCheck size={14} aria-hidden className={styles.verified} />
          </>
        )}
      </button>
      {shown?.kind === 'readers' && (
        <ReadersDialog
          title={text}
          trust={trust}
          hasAdmins={conversation.kind === 'group'}
          manage={
            conversation.kind === 'group'
              ? { text: wordsAbout(conversation).manage, open: () => setShown({ kind: 'group' }) }
              : undefined
          }
          nameOf={nameOf}
          compare={(user) => setShown({ kind: 'safety', user })}
          unverify={(user) => model.unverify(user)}
          explain={() => setShown({ kind: 'protection' })}
          onClose={close}
        />
      )}
      {shown?.kind === 'safety' && (
        <SafetyDialog model={model} user={shown.user} name={nameOf(shown.user)} onClose={back} />
      )}
      {shown?.kind === 'group' && (
        <GroupDialog
          model={people}
          conversation={conversation}
          readers={trust.readers}
          nameOf={nameOf}
          onClose={close}
        />
      )}
      {shown?.kind === 'protection' && <ProtectionDialog onClose={back} />}
    </>
  )
}
