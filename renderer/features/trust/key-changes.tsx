import { ShieldAlert } from 'lucide-react'
import { type JSX, useMemo, useState } from 'react'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useNames } from '../../engine/contexts.tsx'
import { useAction } from '../../engine/use-action.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { Button } from '../../ui/button.tsx'
import { Alert } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { shortName } from '../../ui/short-name.ts'
import { Banner } from '../connection/banner.tsx'
import type { SealedConversation } from '../people/people-model.ts'
import styles from './key-changes.module.css'
import type { TrustFailure } from '../../../core/bridge/trust.ts'
import type { TrustModel } from './trust-model.ts'
import { trustFailureText, words } from './words.ts'
import { SafetyDialog } from '../safety/late.ts'

interface KeyChangesProps {
  readonly model: TrustModel
  readonly conversation: SealedConversation
}

/** People whom nobody had verified and who have a new key: to be known, not to be feared. */
export function KeyChangeBanners({ model, conversation }: KeyChangesProps): JSX.Element {
  const { readers } = useReadable(useMemo(() => model.of(conversation.id), [model, conversation.id]))
  const nameOf = useNames(conversation.workspace, words)
  const [comparing, setComparing] = useState<UserId>()
  const changed = readers.filter(({ verification }) => verification.kind === 'changed' && !verification.seen)
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an output may hold no paragraphs */}
      <div role="status" aria-atomic={false}>
        {changed.map(({ user }) => (
          <Banner
            key={user}
            look="calm"
            action={
              <div>
                <Button onClick={() => setComparing(user)}>{words.compareAgain}</Button>
                <Button onClick={() => model.dismissChange(user)}>{words.dismiss}</Button>
              </div>
            }
          >
            {words.changedBanner(shortName(nameOf(user)))}
          </Banner>
        ))}
      </div>
      {comparing !== undefined && (
        <SafetyDialog
          model={model}
          user={comparing}
          name={nameOf(comparing)}
          onClose={() => setComparing(undefined)}
        />
      )}
    </>
  )
}

interface BlockedComposerProps extends KeyChangesProps {
  /** Who was verified and has another key now; not empty. The first is asked about. */
  readonly users: readonly [UserId, ...ReadonlyArray<UserId>]
}

/** Stands where one writes, until the new key was compared or accepted. */
export function BlockedComposer({ model, conversation, users }: BlockedComposerProps): JSX.Element {
  const nameOf = useNames(conversation.workspace, words)
  const [comparing, setComparing] = useState(false)
  const { busy, failure, run } = useAction<TrustFailure>()
  const [user, ...more] = users
  const name = nameOf(user)
  return (
    <div className={styles.blocked}>
      <Panel
        look="alarming"
        icon={<ShieldAlert size={20} />}
        title={words.blockedTitle(shortName(name))}
        actions={
          <>
            <Button look="primary" onClick={() => setComparing(true)}>
              {words.blockedCompare}
            </Button>
            <Button aria-disabled={busy} onClick={() => void run(() => model.acceptKey(user))}>
              {words.blockedAccept}
            </Button>
          </>
        }
      >
        {words.blockedText(name).map((text) => (
          <p key={text}>{text}</p>
        ))}
        {more.length > 0 && <p>{words.blockedMore(more.length)}</p>}
        <Alert>{failure && trustFailureText(failure)}</Alert>
      </Panel>
      {comparing && (
        <SafetyDialog model={model} user={user} name={name} onClose={() => setComparing(false)} />
      )}
    </div>
  )
}
