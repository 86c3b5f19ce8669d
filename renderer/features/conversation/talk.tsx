import { type JSX, useMemo, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import { may } from '../../../core/protocol/permissions.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { usePolicy } from '../../engine/use-policy.ts'
import { useSlice } from '../../engine/use-readable.ts'
import { Composer, type ComposerProps } from '../composer/composer.tsx'
import { editing } from '../composer/composer-mode.ts'
import { useLongest } from '../composer/use-longest.ts'
import { ClosedComposer } from '../manage/late.ts'
import { isClosed } from '../manage/rights.ts'
import { useCommands } from '../manage/use-commands.ts'
import { LeftComposer } from '../people/left-note.tsx'
import { SealedOff } from '../policy/sealed-off.tsx'
import { BlockedComposer } from '../trust/key-changes.tsx'
import { SoundsProvider, useKeptSounds } from '../media/kept-sounds.ts'
import { allowedFor, ConversationProvider, type ShownConversation } from './conversation-context.tsx'
import type { ConversationModel } from './conversation-model.ts'
import type { Asked } from './message-dialog.tsx'
import { MessageList } from './message-list.tsx'
import { type EmptyTexts, type Subject, titleOf } from './subject.ts'
import { useMessageActions } from './use-message-actions.ts'
import { distrustedIn } from './use-trust.ts'
import { MessageDialog, RefusedNote } from './late.ts'

interface TalkProps {
  /** Of the conversation, or of a thread in it. */
  readonly model: ConversationModel
  readonly workspace: Workspace
  readonly subject: Subject
  readonly trust: ConversationTrust
  readonly texts: EmptyTexts
  readonly composer?: Pick<ComposerProps, 'aside' | 'label' | 'about' | 'foot' | 'onSent'>
}

/** A list of messages and the composer for it. Mount it anew for another list. */
export function Talk({ model, workspace, subject, trust, texts, composer }: TalkProps): JSX.Element {
  const { engine, sealed } = usePerson()
  const sounds = useKeptSounds()
  const longest = useLongest(subject)
  const distrusted = distrustedIn(trust)
  const blocked = useSlice(model.open.view, (view) => view.blocked)
  const isGivenUp = useSlice(model.removal.pending, (all) => all.has(blocked?.op))
  const [problem, setProblem] = useState<SendFailure>()
  const [asked, ask] = useState<Asked>()
  const isSealedOff = usePolicy('SealedMessages').value === 'disabled'
  const closed = closedNote(subject, { role: workspace.role, isSealedOff })
  const writing = closed !== undefined ? 'closed' : distrusted === undefined ? 'open' : 'blocked'
  const commands = useCommands(workspace, subject)
  const actions = useMessageActions({ model, setProblem, ask })
  const { moderator, mayPin } = rightsIn(subject, workspace.role)
  const shown = useMemo(
    (): ShownConversation => ({
      model,
      workspace: workspace.id,
      self: engine.self,
      moderator,
      mayPin,
      writing,
      actions,
      events: model.root === undefined ? trust.events : [],
    }),
    [model, workspace.id, engine, moderator, mayPin, writing, actions, trust.events],
  )
  const editLast = (): void => {
    const own = model.rows.read().findLast(({ message }) => allowedFor(message, shown).change)
    if (own !== undefined) model.mode.write(editing(own.message))
  }
  return (
    <ConversationProvider value={shown}>
      <SoundsProvider value={sounds}>
        <MessageList texts={texts} />
      </SoundsProvider>
      {model.root === undefined && blocked !== undefined && !isGivenUp && (
        <RefusedNote model={model} change={blocked} isClosed={closed !== undefined} />
      )}
      {closed}
      {writing === 'open' && (
        <Composer
          model={model}
          workspace={workspace.id}
          title={titleOf(subject)}
          problem={problem}
          setProblem={setProblem}
          editLast={editLast}
          commands={commands}
          longest={longest}
          {...composer}
        />
      )}
      {subject.kind === 'sealed' &&
        sealed !== undefined &&
        distrusted !== undefined &&
        writing === 'blocked' && (
          <BlockedComposer model={sealed.trust} conversation={subject.conversation} users={distrusted} />
        )}
      {asked !== undefined && (
        <MessageDialog asked={asked} subject={subject} onClose={() => ask(undefined)} />
      )}
    </ConversationProvider>
  )
}

function rightsIn(subject: Subject, role: Role): Pick<ShownConversation, 'moderator' | 'mayPin'> {
  const standing = {
    workspace: role,
    conversation: subject.kind === 'channel' ? subject.channel.role : undefined,
  }
  return {
    // A sealed conversation has no rules but those that its members' devices enforce: everybody deletes their own.
    moderator: subject.kind !== 'sealed' && may('message.remove', standing),
    mayPin: may('message.pin', standing),
  }
}

/** What stands in place of the composer where this person may not write; undefined where they may. */
function closedNote(
  subject: Subject,
  { role, isSealedOff }: { readonly role: Role; readonly isSealedOff: boolean },
): JSX.Element | undefined {
  if (subject.kind === 'channel' && isClosed(subject.channel)) {
    return <ClosedComposer channel={subject.channel} role={role} />
  }
  if (subject.kind !== 'sealed') return undefined
  if (!subject.conversation.isMember) return <LeftComposer conversation={subject.conversation} />
  return isSealedOff && subject.conversation.kind !== 'notes' ? <SealedOff /> : undefined
}
