import { type JSX, useEffect, useMemo, useState } from 'react'
import { createCell } from '../../../core/base/readable.ts'
import type { Workspace } from '../../../core/engine/engine.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useMediaQuery } from '../../engine/use-media-query.ts'
import { NavigationProvider } from '../../engine/navigation.ts'
import { rememberedFor } from '../../platform/remembered.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { useAppLinks } from '../desktop/use-app-links.ts'
import { DocumentsSection } from '../documents/documents-section.tsx'
import { UnlinkedNote } from '../linking/unlinked-note.tsx'
import { ArrangedEntry } from '../personal/arranged-entry.tsx'
import { AskInviteProvider } from '../invite/ask-invite.ts'
import { mayIn } from '../manage/rights.ts'
import { AskSectionProvider } from '../personal/ask-section.ts'
import { PersonalSections } from '../personal/personal-sections.tsx'
import { PeopleSection } from '../people/people-section.tsx'
import { Rail } from '../sidebar/rail.tsx'
import { Sidebar } from '../sidebar/sidebar.tsx'
import { type Modals, ModalsProvider } from '../../ui/modals.ts'
import { ToastRegion } from '../../ui/toast-region.tsx'
import { useAccountGoal } from '../accounts/use-account-goal.ts'
import { useNotifications } from '../notifications/use-notifications.ts'
import { createReading } from '../unread/reading.ts'
import { ReadingProvider, useCounts } from '../unread/use-told.ts'
import { createTakenOut, TakenOutProvider } from '../workspace-menu/taken-out.ts'
import { ThreadsEntry } from '../threads/threads-entry.tsx'
import { ChooseScreen, LoadingScreen } from './before-main.tsx'
import { CurrentConversation } from './current-conversation.tsx'
import { GoProvider } from './go-context.ts'
import { InTime } from './in-time.tsx'
import type { Asked } from './main-dialog.tsx'
import styles from './main-screen.module.css'
import { useKept } from '../composer/use-kept.ts'
import { type Front, Navigator } from './navigator.tsx'
import { createPlaces, type Places } from './places.ts'
import { SidePane } from './side-pane.tsx'
import { useReadAhead } from './use-read-ahead.ts'
import { useSubject } from './use-subject.ts'
import { createWays, type Ways } from './ways.ts'
import { ThreadsPane } from '../thread-list/late.ts'
import { WelcomeScreen } from '../welcome/late.ts'
import { MainDialog } from './late.ts'

/** Everything a signed-in person sees. */
export function MainScreen(): JSX.Element {
  const { engine, sealed, own } = usePerson()
  const { remembered, modes, toasts, welcome, messageLimit } = usePage()
  const places = useMemo(
    () =>
      createPlaces({
        engine,
        remembered: rememberedFor(remembered, engine.self),
        modes,
        sealed: sealed?.people.conversations,
      }),
    [engine, remembered, modes, sealed],
  )
  useEffect(() => places.start(), [places])
  const takenOut = useMemo(() => createTakenOut(engine), [engine])
  useEffect(() => takenOut.start(), [takenOut])
  useEffect(() => own.start(), [own])
  useKept()
  useEffect(() => messageLimit.follow(engine.connection), [messageLimit, engine])
  const welcomed = useReadable(welcome.due)
  const { loaded, workspaces } = useReadable(engine.directory)
  const [modals] = useState((): Modals => createCell<ReadonlyArray<HTMLElement>>([]))
  const reading = useMemo(
    () => createReading({ engine, toasts, inView: () => places.place.read().conversation }),
    [engine, toasts, places],
  )
  if (welcomed === engine.self) return <WelcomeScreen />
  if (workspaces.length === 0 && !loaded) return <LoadingScreen />
  return (
    <TakenOutProvider value={takenOut}>
      {workspaces.length === 0 ? (
        <ChooseScreen />
      ) : (
        <ReadingProvider value={reading}>
          <ModalsProvider value={modals}>
            <Panes places={places} />
            <ToastRegion toasts={toasts} />
          </ModalsProvider>
        </ReadingProvider>
      )}
    </TakenOutProvider>
  )
}

function Panes({ places }: { readonly places: Places }): JSX.Element {
  const { engine, sealed } = usePerson()
  const place = useReadable(places.place)
  const { workspaces } = useReadable(engine.directory)
  const narrow = useMediaQuery('(max-width: 679px)')
  const [drawer, setDrawer] = useState(false)
  const [asked, ask] = useState<Asked>()
  const [threads, setThreads] = useState(false)
  const [front, setFront] = useState<Front>()
  const workspace = workspaces.find(({ id }) => id === place.workspace)
  const { appearance } = usePage()
  const accent = workspace?.accent
  useEffect(() => appearance.showWorkspace(accent), [appearance, accent])
  const { of: told } = useCounts()
  const subject = useSubject(workspace, place.conversation?.id)
  const invite =
    workspace && mayIn(workspace, 'workspace.invite')
      ? () => ask({ kind: 'invite', workspace: workspace.id })
      : undefined
  const openSidebar = narrow ? () => setDrawer(true) : undefined
  const left = (): void => {
    setDrawer(false)
    setThreads(false)
  }
  const go = (to: WorkspaceId, channel?: ConversationId): void => {
    left()
    places.go(to, channel)
  }
  const showThreads = (): void => {
    setDrawer(false)
    place.conversation?.endQuest()
    setThreads(true)
  }
  const navigation = useWays(places, left)
  useAppLinks(navigation)
  useNotifications({ goTo: navigation.goTo, current: threads ? undefined : place.conversation })
  useAccountGoal(navigation)
  useReadAhead(workspace, place.conversation)
  return (
    <div className={styles.screen}>
      <SidePane narrow={narrow} open={drawer} onClose={() => setDrawer(false)}>
        <Rail
          {...{ told, go, ask }}
          current={place.workspace}
          addWorkspace={() => ask({ kind: 'workspace' })}
        />
        {workspace !== undefined && (
          <Entries
            workspace={workspace}
            current={threads ? undefined : place.conversation?.id}
            go={(conversation) => go(workspace.id, conversation)}
            ask={ask}
            threads={threads}
            goToThreads={showThreads}
            find={() => setFront('switcher')}
          />
        )}
      </SidePane>
      <NavigationProvider value={navigation}>
        <GoProvider value={go}>
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
            <AskInviteProvider value={invite}>
              <CurrentConversation
                place={place}
                openSidebar={openSidebar}
                openSearch={() => ask({ kind: 'search', initial: '' })}
                addChannel={(to) => ask({ kind: 'channel', workspace: to })}
              />
            </AskInviteProvider>
          )}
        </GoProvider>
      </NavigationProvider>
      {workspace !== undefined && (
        <Navigator
          {...{ places, workspace, go, ask, showThreads, front, setFront }}
          subject={threads ? undefined : subject}
        />
      )}
      {asked !== undefined && (
        <GoProvider value={go}>
          <MainDialog
            asked={asked}
            ask={ask}
            go={go}
            goTo={navigation.goTo}
            goToBlock={navigation.goToBlock}
          />
        </GoProvider>
      )}
      {sealed !== undefined && <UnlinkedNote sealed={sealed} />}
      <InTime />
    </div>
  )
}

interface EntriesProps {
  readonly workspace: Workspace
  readonly current: ConversationId | undefined
  readonly go: (conversation: ConversationId) => void
  readonly ask: (asked: Asked) => void
  /** They are what is shown. */
  readonly threads: boolean
  readonly goToThreads: () => void
  readonly find: () => void
}

function Entries(props: EntriesProps): JSX.Element {
  const { workspace, current, go, ask, threads, goToThreads, find } = props
  const { sealed } = usePerson()
  const { id } = workspace
  return (
    <AskSectionProvider value={(question) => ask({ kind: 'section', workspace: id, question })}>
      <Sidebar
        workspace={workspace}
        current={current}
        go={go}
        find={find}
        ask={(kind) => ask({ kind, workspace: id })}
        first={
          <>
            <ThreadsEntry workspace={id} current={threads} go={goToThreads} />
            <OwnPart
              workspace={workspace}
              current={current}
              go={go}
              open={(kind) => ask({ kind, workspace: id })}
            />
          </>
        }
      >
        <DocumentsSection
          workspace={workspace}
          current={current}
          go={go}
          add={() => ask({ kind: 'document', workspace: id })}
        />
        {sealed !== undefined && (
          <PeopleSection
            model={sealed.people}
            workspace={workspace}
            current={current}
            go={go}
            begin={() => ask({ kind: 'message', workspace: id })}
          />
        )}
      </Sidebar>
    </AskSectionProvider>
  )
}

interface OwnPartProps {
  readonly workspace: Workspace
  readonly current: ConversationId | undefined
  readonly go: (conversation: ConversationId) => void
  readonly open: (list: 'saved' | 'scheduled') => void
}

/** What the person has arranged for themselves, on top of the sidebar. */
function OwnPart({ workspace, current, go, open }: OwnPartProps): JSX.Element {
  return (
    <PersonalSections
      {...{ workspace, current }}
      openSaved={() => open('saved')}
      openScheduled={() => open('scheduled')}
      entryOf={(conversation, home) => (
        <ArrangedEntry key={conversation} {...{ workspace, conversation, home, current, go }} />
      )}
    />
  )
}

/** The same as long as the screen is shown; `left` is told that the person goes elsewhere. */
function useWays(places: Places, left: () => void): Ways {
  const ways = useMemo(() => createWays(places), [places])
  useEffect(() => ways.whenLeft(left))
  return ways
}
