import { type JSX, useEffect } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { conversationOf, shortTitleOf, type Subject } from '../conversation/subject.ts'
import { useKeys } from '../keys/use-keys.ts'
import { useOrder } from '../sidebar/listed.ts'
import { noteRecent } from '../switcher/recent.ts'
import { useCounts, useReading } from '../unread/use-told.ts'
import type { Asked } from './main-dialog.tsx'
import type { Places } from './places.ts'
import { KeysDialog } from '../keys/late.ts'
import { OpenSwitcher } from '../switcher/late.ts'

interface NavigatorProps {
  readonly places: Places
  readonly workspace: Workspace
  /** What is in view; undefined if it is no conversation. */
  readonly subject: Subject | undefined
  /** Leaves what is shown in place of a conversation, too. */
  readonly go: Places['go']
  readonly ask: (asked: Asked | undefined) => void
  readonly showThreads: () => void
  readonly front: Front | undefined
  readonly setFront: (front: Front | undefined) => void
}

/** What stands in front of all, to go on from. */
export type Front = 'switcher' | 'palette' | 'keys'

/** Every way through the app that is not a press on what is in view: keys, switcher, commands. */
export function Navigator(props: NavigatorProps): JSX.Element {
  const { places, workspace, subject, go, ask, showThreads, front, setFront } = props
  const { engine } = usePerson()
  const { remembered } = usePage()
  const { conversation } = useReadable(places.place)
  const { unread, waiting } = useCounts()
  const { markRead } = useReading()
  const current = conversation?.id
  useEffect(() => {
    if (current !== undefined) noteRecent(remembered, engine.self, current)
  }, [remembered, engine, current])

  const { order, tucked } = useOrder(workspace, current)
  const step = (by: 1 | -1, among: (id: ConversationId) => boolean): void => {
    const at = order.findIndex((id) => id === current)
    for (let gone = 1; gone <= order.length; gone++) {
      const id = order[(at + by * gone + 2 * order.length) % order.length]
      if (id !== undefined && id !== current && among(id)) return go(workspace.id, id)
    }
  }
  const isShown = (id: ConversationId): boolean => !tucked.has(id)
  const isUnread = (id: ConversationId): boolean => unread.has(id)
  const search = (initial: string): void => ask({ kind: 'search', initial })
  const actions = {
    switcher: () => setFront('switcher'),
    palette: () => setFront('palette'),
    search: () => search(''),
    searchHere: () =>
      subject === undefined
        ? search('')
        : ask({
            kind: 'search',
            initial: '',
            within: { id: conversationOf(subject), title: shortTitleOf(subject) },
            ...(conversation !== undefined && { beside: conversation }),
          }),
    previous: () => step(-1, isShown),
    next: () => step(1, isShown),
    previousUnread: () => step(-1, isUnread),
    nextUnread: () => step(1, isUnread),
    firstUnread: () => subject && conversation?.goToNew(),
    markAllRead: () => markRead([...waiting]),
    settings: () => ask({ kind: 'settings' }),
    help: () => setFront('keys'),
  }
  useKeys(actions)
  const close = (): void => setFront(undefined)
  switch (front) {
    case undefined:
      return <></>
    case 'keys':
      return <KeysDialog onClose={close} />
    case 'switcher':
    case 'palette':
      return (
        <OpenSwitcher
          workspace={workspace}
          here={subject && conversation && { model: conversation, subject, workspace }}
          actions={{ ...actions, ask, showThreads }}
          go={go}
          initial={front === 'palette' ? '>' : ''}
          search={search}
          onClose={close}
        />
      )
  }
}
