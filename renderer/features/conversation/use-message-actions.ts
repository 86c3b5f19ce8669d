import { useCallback, useMemo } from 'react'
import type { Result } from '../../../core/base/result.ts'
import type { SendFailure } from '../../../core/engine/send-failure.ts'
import { usePage } from '../../engine/contexts.tsx'
import { useCopy } from '../../engine/use-copy.ts'
import { useNavigation } from '../../engine/navigation.ts'
import { useAmongAccounts } from '../accounts/accounts-context.ts'
import { editing } from '../composer/composer-mode.ts'
import { useFollowLink } from '../links/use-follow-link.ts'
import type { MessageActions } from './conversation-context.tsx'
import type { ConversationModel } from './conversation-model.ts'
import { followMessageLink } from './follow-message-link.ts'
import type { Asked } from './message-dialog.tsx'
import { toMessageLink } from './message-link.ts'

interface MessageActionsDeps {
  readonly model: ConversationModel
  readonly setProblem: (problem: SendFailure | undefined) => void
  readonly ask: (asked: Asked) => void
}

/** What can be done with the messages of a list: the same object as long as that is shown. */
export function useMessageActions({ model, setProblem, ask }: MessageActionsDeps): MessageActions {
  const { desktop, toasts } = usePage()
  const copy = useCopy()
  const navigation = useNavigation()
  const among = useAmongAccounts()
  const followOut = useFollowLink(useCallback((link) => ask({ kind: 'link', link }), [ask]))
  return useMemo((): MessageActions => {
    const { open, mode } = model
    const tell = async (asked: Promise<Result<unknown, SendFailure>>): Promise<void> => {
      const result = await asked
      setProblem(result.ok ? undefined : result.failure)
    }
    return {
      reply: (to) => mode.write({ kind: 'reply', to }),
      edit: (message) => mode.write(editing(message)),
      remove: (message) => ask({ kind: 'remove', message }),
      react: (message, emoji, on) => void tell(open.react(message.id, emoji, on)),
      retry: (message) => open.retry(message.id),
      rewrite: (message) => {
        mode.write({ kind: 'new', text: message.text })
        // The text is in the composer; its files come back by undoing it alone.
        if (message.attachments !== undefined) return model.removal.begin(message.id, 'discard', toasts)
        void tell(open.discard(message.id))
      },
      discard: (message) => model.removal.begin(message.id, 'discard', toasts),
      copy: (message) => void copy(message.text),
      openThread: (message) => model.showPanel({ kind: 'thread', root: message.thread ?? message.id }),
      pin: (message, on) => void tell(open.pin(message.id, on)),
      forward: (message) => ask({ kind: 'forward', message }),
      copyLink: (message) => void copy(toMessageLink(model.id, message)),
      markUnread: (message) => model.markUnread(message.id),
      showEarlier: (message) => ask({ kind: 'earlier', message }),
      showReactions: (message) => ask({ kind: 'reactions', message }),
      followLink: (link) => {
        const nowhere = (locked: ReadonlyArray<string>): void => ask({ kind: 'nowhere', locked })
        const deps = { goTo: navigation.goTo, among, wait: desktop.links.wait, nowhere }
        if (!followMessageLink(deps, link.url)) followOut(link)
      },
    }
  }, [model, followOut, desktop, toasts, copy, navigation, among, setProblem, ask])
}
