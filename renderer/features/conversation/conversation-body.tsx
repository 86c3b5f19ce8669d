import { type JSX, useMemo, useState } from 'react'
import type { SendFailure, ShownMessage, Workspace } from '../../../core/engine/engine.ts'
import type { Result } from '../../../core/base/result.ts'
import type { ConversationTrust } from '../../../core/bridge/trust.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { Composer } from '../composer/composer.tsx'
import type { ComposerMode } from '../composer/composer-mode.ts'
import { LinkDialog } from '../markup/link-dialog.tsx'
import { BlockedComposer } from '../trust/key-changes.tsx'
import { ConversationProvider, type MessageActions, type ShownConversation } from './conversation-context.tsx'
import type { ConversationModel } from './conversation-model.ts'
import { MessageList } from './message-list.tsx'
import { RemoveDialog } from './remove-dialog.tsx'
import { emptyTextsOf, type Subject, titleOf } from './subject.ts'
import { distrustedIn } from './use-trust.ts'

interface ConversationBodyProps {
  readonly model: ConversationModel
  readonly workspace: Workspace
  readonly subject: Subject
  readonly trust: ConversationTrust
}

/** The messages and the composer, for whatever stands around them. Mount it anew for another conversation. */
export function ConversationBody({ model, workspace, subject, trust }: ConversationBodyProps): JSX.Element {
  const { bridge } = usePage()
  const { engine, sealed } = usePerson()
  const title = titleOf(subject)
  const distrusted = distrustedIn(trust)
  // Without keys there is neither anything to read nor a way to write; the panel above has the place for itself.
  const isOpen = trust.reading.kind !== 'not-linked'
  const cameIn = trust.readers.find(({ user }) => user === engine.self)?.since
  const texts = useMemo(() => emptyTextsOf(subject, cameIn), [subject, cameIn])
  const [mode, setMode] = useState<ComposerMode>({ kind: 'new' })
  const [problem, setProblem] = useState<SendFailure>()
  const [removing, setRemoving] = useState<ShownMessage>()
  const [askedLink, setAskedLink] = useState<string>()
  // A sealed conversation has no rules but those that its members' devices enforce: everybody deletes their own.
  const moderator = subject.kind !== 'sealed' && (workspace.role === 'owner' || workspace.role === 'admin')

  const shown = useMemo((): ShownConversation => {
    const tell = async (asked: Promise<Result<unknown, SendFailure>>): Promise<void> => {
      const result = await asked
      setProblem(result.ok ? undefined : result.failure)
    }
    const actions: MessageActions = {
      reply: (to) => setMode({ kind: 'reply', to }),
      edit: (message) => setMode({ kind: 'edit', message }),
      remove: setRemoving,
      react: (message, emoji, on) => void tell(model.open.react(message.id, emoji, on)),
      retry: (message) => model.open.retry(message.id),
      rewrite: (message) => {
        setMode({ kind: 'new', text: message.text })
        void tell(model.open.discard(message.id))
      },
      discard: (message) => void tell(model.open.discard(message.id)),
      copy: (message) => void navigator.clipboard.writeText(message.text),
      openLink: (url) => void bridge.call('shell.openLink', { url }),
      askLink: setAskedLink,
    }
    return { model, workspace: workspace.id, self: engine.self, moderator, actions, events: trust.events }
  }, [model, workspace.id, engine, moderator, bridge, trust.events])

  const editLast = (): void => {
    const own = model.rows
      .read()
      .findLast(({ message }) => message.author === engine.self && !message.redacted)
    if (own !== undefined) setMode({ kind: 'edit', message: own.message })
  }
  const remove = async (message: ShownMessage): Promise<void> => {
    setRemoving(undefined)
    const result = await model.open.redact(message.id)
    setProblem(result.ok ? undefined : result.failure)
  }

  return (
    <ConversationProvider value={shown}>
      {isOpen && <MessageList texts={texts} />}
      {isOpen && distrusted === undefined && (
        <Composer
          model={model}
          workspace={workspace.id}
          title={title}
          mode={mode}
          setMode={setMode}
          problem={problem}
          setProblem={setProblem}
          editLast={editLast}
          aside={subject.kind === 'document'}
        />
      )}
      {subject.kind === 'sealed' && sealed !== undefined && distrusted !== undefined && (
        <BlockedComposer model={sealed.trust} conversation={subject.conversation} users={distrusted} />
      )}
      {removing !== undefined && (
        <RemoveDialog
          message={removing}
          confirm={() => void remove(removing)}
          onClose={() => setRemoving(undefined)}
        />
      )}
      {askedLink !== undefined && (
        <LinkDialog
          url={askedLink}
          open={() => shown.actions.openLink(askedLink)}
          onClose={() => setAskedLink(undefined)}
        />
      )}
    </ConversationProvider>
  )
}
