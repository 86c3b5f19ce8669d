import { type RefObject, useEffect, useEffectEvent, useRef } from 'react'
import type { Account } from '../../../core/bridge/contract.ts'
import type { DesktopNote } from '../../../core/bridge/shell-contract.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { threadAlone } from '../../../core/conversation/message.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { createAlone } from '../../platform/alone.ts'
import type { Notifier } from '../../platform/notifier.ts'
import { useAmongAccounts } from '../accounts/accounts-context.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { keyOf } from '../conversation/rows.ts'
import { useCounts } from '../unread/use-told.ts'
import { answerNote } from './answer-note.ts'
import { noteText } from './note-text.ts'
import { type NewsDeps, type Told, watchNews } from './watch-news.ts'
import { words } from './words.ts'

interface NotificationsDeps {
  readonly goTo: (conversation: ConversationId, key: string) => boolean
  /** The conversation that is open. */
  readonly current: Pick<ConversationModel, 'id' | 'panel'> | undefined
}

/** Tells this person of what comes in while they look elsewhere, and how much waits for them. */
export function useNotifications({ goTo, current }: NotificationsDeps): void {
  const { notifier, notifyChoices, clock } = usePage()
  const { account, engine, own } = usePerson()
  const among = useAmongAccounts()
  const { all, waiting } = useCounts()
  const { count } = all
  useEffect(() => among?.accounts.tell(among.seat, all), [among, all])
  useEffect(() => notifier.badge(count, words.messages(count)), [notifier, count])
  useEffect(() => () => notifier.badge(0, ''), [notifier])

  const shown = useShown(notifier, waiting)
  const tell = useEffectEvent((told: Told): void => {
    const { id, workspace } = told.conversation
    const { author } = told.message
    const name = engine.member(workspace, author)?.name ?? words.someone
    const said = { tag: id, ...noteText(told, notifyChoices.state.read().content, name), reply: words.reply }
    const isOneOfMany = (among?.accounts.state.read().seats.length ?? 1) > 1
    const note = isOneOfMany ? ofAccount(said, account) : said
    shown.current.set(id, note.tag)
    void notifier.show(
      note,
      () => goTo(id, keyOf(told.message)),
      (text) => void answerNote(engine, id, threadAlone(told.message), text),
    )
  })
  const isInView = useEffectEvent<NewsDeps['isInView']>((id, { thread }) => {
    if (current?.id !== id || !document.hasFocus()) return false
    const panel = current.panel.read()
    return isTalkSeen() || (panel?.kind === 'thread' && panel.root === thread)
  })
  useEffect(() => {
    const alone = createAlone(navigator.locks, `tidings.notify:${engine.self}`)
    const stop = watchNews({
      engine,
      clock,
      isInView: (id, message) => isInView(id, message),
      peace: () => {
        const { status, isQuiet } = own.state.read()
        return {
          isOn: notifyChoices.state.read().isOn && alone.isAlone(),
          isQuiet,
          isBusy: status === 'busy',
        }
      },
      tell: (told) => tell(told),
    })
    return () => {
      stop()
      alone.end()
    }
  }, [engine, own, clock, notifyChoices])
}

/** Tags of what was told, by conversation: withdrawn once it waits no more, and when the person leaves. */
function useShown(
  notifier: Pick<Notifier, 'withdraw'>,
  waiting: ReadonlySet<ConversationId>,
): RefObject<Map<ConversationId, string>> {
  const shown = useRef(new Map<ConversationId, string>())
  useEffect(() => {
    for (const [id, tag] of shown.current) {
      if (waiting.has(id)) continue
      shown.current.delete(id)
      notifier.withdraw(tag)
    }
  }, [notifier, waiting])
  useEffect(() => {
    const all = shown.current
    return () => {
      for (const tag of all.values()) notifier.withdraw(tag)
      all.clear()
    }
  }, [notifier])
  return shown
}

/** A panel may cover it, and what is said about a document may be hidden. That of a thread comes after it. */
const isTalkSeen = (): boolean =>
  document.querySelector('main [role=log]')?.checkVisibility({ visibilityProperty: true }) === true

/** Both accounts may be in the conversation: each has its note, which says whose it is. */
const ofAccount = (note: DesktopNote, { user, displayName }: Account): DesktopNote => ({
  ...note,
  tag: `${user}:${note.tag}`,
  title: words.ofAccount(note.title, displayName),
})
