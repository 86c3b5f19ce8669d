import { BadgeCheck, Lock } from 'lucide-react'
import { type JSX, useMemo, useState } from 'react'
import { useNames } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { VisuallyHidden } from '../../ui/visually-hidden.tsx'
import type { PeopleModel, SealedConversation } from '../people/people-model.ts'
import { isVerified, readersText } from './readers-text.ts'
import styles from './sealed-readers.module.css'
import type { TrustModel } from './trust-model.ts'
import { words } from './words.ts'
import { ReaderDialogs } from '../safety/late.ts'
import type { ShownReader } from '../safety/reader-dialogs.tsx'

interface SealedReadersProps {
  readonly model: TrustModel
  readonly people: PeopleModel
  readonly conversation: SealedConversation
}

/** Who can read a sealed conversation: always in view, with the people and their devices behind it. */
export function SealedReaders({ model, people, conversation }: SealedReadersProps): JSX.Element {
  const trust = useReadable(useMemo(() => model.of(conversation.id), [model, conversation.id]))
  const nameOf = useNames(conversation.workspace, words)
  const [shown, show] = useState<ShownReader>()
  const text = readersText(conversation, nameOf)
  return (
    <>
      <button
        type="button"
        className={styles.line}
        title={text}
        aria-haspopup="dialog"
        aria-expanded={shown !== undefined}
        onClick={() => show({ kind: 'readers' })}
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
      {shown !== undefined && <ReaderDialogs {...{ model, people, conversation, shown, show }} />}
    </>
  )
}
