import { type JSX, useEffect, useMemo, useState } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { useKeys } from '../keys/use-keys.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { words as keyWords } from '../keys/words.ts'
import { words as manageWords } from '../manage/words.ts'
import { privateChannelOf } from '../people/private-channel.ts'
import { useListedChannels } from '../sidebar/listed-channels.ts'
import { noteRecent, readRecent } from '../switcher/recent.ts'
import type { Target } from '../switcher/use-targets.ts'
import { words as switcherWords } from '../switcher/words.ts'
import { useCounts, useReading } from '../unread/use-told.ts'
import { noSealed } from './no-sealed.ts'
import type { Places } from './places.ts'
import { KeysDialog } from '../keys/late.ts'
import { SettingsDialog } from '../settings/late.ts'
import { OpenSwitcher } from '../switcher/late.ts'
import { words } from './words.ts'

export interface NavigatorProps {
  readonly places: Places
  readonly workspace: Workspace
  /** The words to begin with. */
  readonly search: (query: string) => void
  readonly addChannel: () => void
  readonly addDocument: () => void
  readonly browse: () => void
  readonly showMembers: () => void
  /** Undefined for who may not. */
  readonly invite: (() => void) | undefined
  /** Undefined where nothing can be sealed. */
  readonly newMessage: (() => void) | undefined
  /** `#name` or the name of the conversation in view, as the search understands it. */
  readonly here: string | undefined
}

type Front = 'switcher' | 'palette' | 'keys' | 'settings'

/** Every way through the app that is not a press on what is in view: keys, switcher, commands. */
export function Navigator(props: NavigatorProps): JSX.Element {
  const { places, workspace, search, here } = props
  const { engine, sealed } = usePerson()
  const { remembered, toasts, welcome } = usePage()
  const [front, setFront] = useState<Front>()
  const place = useReadable(places.place)
  const { unread } = useCounts()
  const { markRead } = useReading()
  const current = place.conversation?.id
  useEffect(() => {
    if (current !== undefined) noteRecent(remembered, engine.self, current)
  }, [remembered, engine, current])

  const order = useOrder(workspace)
  const step = (by: 1 | -1, among: (id: ConversationId) => boolean): void => {
    const at = order.findIndex((id) => id === current)
    for (let gone = 1; gone <= order.length; gone++) {
      const id = order[(at + by * gone + 2 * order.length) % order.length]
      if (id !== undefined && id !== current && among(id)) return places.go(workspace.id, id)
    }
  }
  const any = (): boolean => true
  const isUnread = (id: ConversationId): boolean => unread.has(id)
  const searchHere = (): void =>
    search(here === undefined ? '' : `in:${here.includes(' ') ? `"${here}"` : here} `)
  const actions = {
    switcher: () => setFront('switcher'),
    palette: () => setFront('palette'),
    search: () => search(''),
    searchHere,
    previous: () => step(-1, any),
    next: () => step(1, any),
    previousUnread: () => step(-1, isUnread),
    nextUnread: () => step(1, isUnread),
    markAllRead: () => markRead([...unread]),
    settings: () => setFront('settings'),
    help: () => setFront('keys'),
  }
  useKeys(actions)
  const choose = async ({ go }: Target): Promise<void> => {
    setFront(undefined)
    if (go.to === 'command') return go.run()
    if (go.to === 'conversation') return places.go(go.workspace, go.id)
    const begun = await sealed?.people.begin(go.workspace, [go.user], '')
    if (begun?.ok === true) places.go(go.workspace, begun.value)
    else toasts.say({ text: switcherWords.beginFailed })
  }
  const close = (): void => setFront(undefined)
  switch (front) {
    case undefined:
      return <></>
    case 'keys':
      return <KeysDialog onClose={close} />
    case 'settings':
      return <SettingsDialog onClose={close} />
    case 'switcher':
    case 'palette':
      return (
        <OpenSwitcher
          workspace={workspace.id}
          commands={commandsOf(props, actions, () => welcome.begin(engine.self))}
          recent={readRecent(remembered, engine.self).filter((id) => id !== current)}
          initial={front === 'palette' ? '>' : ''}
          choose={(target) => void choose(target)}
          onClose={close}
        />
      )
  }
}

type Actions = Readonly<Record<'search' | 'searchHere' | 'markAllRead' | 'settings' | 'help', () => void>>

function commandsOf(
  { addChannel, addDocument, browse, showMembers, invite, newMessage, workspace }: NavigatorProps,
  actions: Actions,
  explain: () => void,
): ReadonlyArray<readonly [name: string, run: () => void]> {
  const isGuest = workspace.role === 'guest'
  return [
    [switcherWords.newChannel, addChannel],
    [manageWords.browse, browse],
    [manageWords.membersOf(workspace.name), showMembers],
    ...(invite === undefined ? [] : [[conversationWords.invite, invite] as const]),
    ...(isGuest ? [] : [[switcherWords.newDocument, addDocument] as const]),
    ...(newMessage === undefined ? [] : [[switcherWords.newMessage, newMessage] as const]),
    ...(['search', 'searchHere', 'markAllRead', 'settings', 'help'] as const).map(
      (name) => [keyWords.commands[name], actions[name]] as const,
    ),
    [words.whoReads, explain],
  ]
}

/** Conversations of a workspace as the sidebar lists them, from above. */
function useOrder(workspace: Workspace): ReadonlyArray<ConversationId> {
  const { sealed } = usePerson()
  const channels = useListedChannels(workspace)
  const conversations = useReadable(sealed?.people.conversations ?? noSealed)
  return useMemo(() => {
    const people = conversations.filter(
      (each) => each.workspace === workspace.id && privateChannelOf(each) === undefined,
    )
    const documents = workspace.role === 'guest' ? [] : workspace.documents
    return [
      ...channels.map(({ id }) => id),
      ...documents.map(({ conversation }) => conversation),
      ...people.map(({ id }) => id),
    ]
  }, [workspace, channels, conversations])
}
