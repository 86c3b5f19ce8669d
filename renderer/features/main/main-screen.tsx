import { type JSX, lazy, Suspense, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useMediaQuery } from '../../engine/use-media-query.ts'
import { type Navigation, NavigationProvider } from '../../engine/navigation.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { DocumentsSection } from '../documents/documents-section.tsx'
import { TitleDialog } from '../documents/title-dialog.tsx'
import { ConversationPane } from '../conversation/conversation-pane.tsx'
import { keyOf } from '../conversation/rows.ts'
import { UnlinkedNote } from '../linking/unlinked-note.tsx'
import { NewMessageDialog } from '../people/new-message-dialog.tsx'
import { PeopleSection } from '../people/people-section.tsx'
import { SearchDialog } from '../search/search-dialog.tsx'
import { NewChannelDialog } from '../sidebar/new-channel-dialog.tsx'
import { Rail } from '../sidebar/rail.tsx'
import { Sidebar } from '../sidebar/sidebar.tsx'
import { ThreadsEntry } from '../threads/threads-entry.tsx'
import { ThreadsPane } from '../threads/threads-pane.tsx'
import { ChooseScreen, LoadingScreen } from './before-main.tsx'
import styles from './main-screen.module.css'
import { NoChannel } from './no-channel.tsx'
import { createPlaces, type Place, type Places } from './places.ts'
import { SidePane } from './side-pane.tsx'
import { useSealedUnread } from './use-sealed-unread.ts'
import { useSubject } from './use-subject.ts'

/** Documents bring an editor and the stock Yjs provider with them: read when the first one is opened. */
const DocumentPane = lazy(() =>
  import('../documents/document-pane.tsx').then((module) => ({ default: module.DocumentPane })),
)

/** Everything a signed-in person sees. */
export function MainScreen(): JSX.Element {
  const { engine, sealed } = usePerson()
  const { remembered } = usePage()
  const places = useMemo(
    () => createPlaces({ engine, remembered, sealed: sealed?.people.conversations }),
    [engine, remembered, sealed],
  )
  useEffect(() => places.start(), [places])
  const { loaded, workspaces } = useReadable(engine.directory)
  if (workspaces.length > 0) return <Panes places={places} />
  return loaded ? <ChooseScreen /> : <LoadingScreen />
}

function Panes({ places }: { readonly places: Places }): JSX.Element {
  const { engine, sealed } = usePerson()
  const place = useReadable(places.place)
  const { workspaces } = useReadable(engine.directory)
  const narrow = useMediaQuery('(max-width: 679px)')
  const [drawer, setDrawer] = useState(false)
  const [addingTo, setAddingTo] = useState<WorkspaceId>()
  const [documentIn, setDocumentIn] = useState<WorkspaceId>()
  const [writingIn, setWritingIn] = useState<WorkspaceId>()
  const [searching, setSearching] = useState(false)
  const [threads, setThreads] = useState(false)
  useSearchKey(() => setSearching(true))
  const workspace = workspaces.find(({ id }) => id === place.workspace)
  const unread = useSealedUnread()
  const openSidebar = narrow ? () => setDrawer(true) : undefined
  const go = (to: WorkspaceId, channel?: ConversationId): void => {
    setDrawer(false)
    setThreads(false)
    places.go(to, channel)
  }
  const navigation = useWays(places, () => setThreads(false))
  const goToThreads = (): void => {
    setDrawer(false)
    setThreads(true)
  }
  const current = threads ? undefined : place.conversation?.id
  return (
    <div className={styles.screen}>
      <SidePane narrow={narrow} open={drawer} onClose={() => setDrawer(false)}>
        <Rail workspaces={workspaces} current={place.workspace} unread={unread} go={go} />
        {workspace !== undefined && (
          <Sidebar
            workspace={workspace}
            current={current}
            go={(channel) => go(workspace.id, channel)}
            addChannel={() => setAddingTo(workspace.id)}
            top={<ThreadsEntry current={threads} go={goToThreads} />}
          >
            <DocumentsSection
              workspace={workspace}
              current={current}
              go={(conversation) => go(workspace.id, conversation)}
              add={() => setDocumentIn(workspace.id)}
            />
            {sealed !== undefined && (
              <PeopleSection
                model={sealed.people}
                workspace={workspace.id}
                current={current}
                go={(conversation) => go(workspace.id, conversation)}
                begin={() => setWritingIn(workspace.id)}
              />
            )}
          </Sidebar>
        )}
      </SidePane>
      <NavigationProvider value={navigation}>
        {threads && workspace !== undefined ? (
          <ThreadsPane
            workspace={workspace}
            openSidebar={openSidebar}
            open={({ conversation, root }) => {
              setThreads(false)
              places.goToThread(conversation, root)
            }}
          />
        ) : (
          <CurrentConversation
            place={place}
            openSidebar={openSidebar}
            openSearch={() => setSearching(true)}
            addChannel={setAddingTo}
          />
        )}
      </NavigationProvider>
      {searching && (
        <SearchDialog
          onClose={() => setSearching(false)}
          onChosen={({ conversation, id, author }) => {
            setSearching(false)
            setDrawer(false)
            navigation.goTo(conversation, keyOf({ id, author }))
          }}
        />
      )}
      {sealed !== undefined && writingIn !== undefined && (
        <NewMessageDialog
          model={sealed.people}
          workspace={writingIn}
          onClose={() => setWritingIn(undefined)}
          onBegun={(conversation) => {
            setWritingIn(undefined)
            go(writingIn, conversation)
          }}
        />
      )}
      {sealed !== undefined && <UnlinkedNote sealed={sealed} />}
      {documentIn !== undefined && (
        <TitleDialog
          workspace={documentIn}
          onClose={() => setDocumentIn(undefined)}
          onCreated={(conversation) => {
            setDocumentIn(undefined)
            go(documentIn, conversation)
          }}
        />
      )}
      {addingTo !== undefined && (
        <NewChannelDialog
          workspace={addingTo}
          onClose={() => setAddingTo(undefined)}
          onCreated={(channel) => {
            setAddingTo(undefined)
            go(addingTo, channel)
          }}
        />
      )}
    </div>
  )
}

/** The same as long as the screen is shown; `left` is told that the person goes elsewhere. */
function useWays(places: Places, left: () => void): Navigation {
  const leave = useRef(left)
  useEffect(() => {
    leave.current = left
  })
  return useMemo(
    () => ({
      goTo: (conversation, key) => {
        leave.current()
        return places.goTo(conversation, key)
      },
    }),
    [places],
  )
}

/** Ctrl+F or Cmd+F, unless something else is in front. */
function useSearchKey(open: () => void): void {
  const act = useEffectEvent(open)
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'f' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault() // the browser would look through the rows on the screen alone
      if (document.querySelector('dialog[open]') === null) act()
    }
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

interface CurrentConversationProps {
  readonly place: Place
  readonly openSidebar: (() => void) | undefined
  readonly openSearch: () => void
  readonly addChannel: (workspace: WorkspaceId) => void
}

function CurrentConversation(props: CurrentConversationProps): JSX.Element {
  const { place, openSidebar, openSearch, addChannel } = props
  const { engine } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const { conversation } = place
  const workspace = workspaces.find(({ id }) => id === place.workspace)
  const subject = useSubject(workspace, conversation?.id)
  if (workspace === undefined) return <div className={styles.nowhere} />
  if (subject === undefined || conversation === undefined) {
    return (
      <NoChannel
        workspace={workspace}
        openSidebar={openSidebar}
        addChannel={() => addChannel(workspace.id)}
      />
    )
  }
  const shown = { model: conversation, workspace, openSidebar, openSearch }
  if (subject.kind !== 'document') {
    return <ConversationPane key={conversation.id} subject={subject} {...shown} />
  }
  return (
    <Suspense fallback={<div className={styles.nowhere} />}>
      <DocumentPane key={conversation.id} subject={subject} {...shown} />
    </Suspense>
  )
}
