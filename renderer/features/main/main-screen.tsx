import { type JSX, useEffect, useMemo, useState } from 'react'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { usePage, usePerson } from '../../engine/contexts.tsx'
import { useMediaQuery } from '../../engine/use-media-query.ts'
import { useReadable } from '../../engine/use-readable.ts'
import { ConversationPane } from '../conversation/conversation-pane.tsx'
import { NewChannelDialog } from '../sidebar/new-channel-dialog.tsx'
import { Rail } from '../sidebar/rail.tsx'
import { Sidebar } from '../sidebar/sidebar.tsx'
import { ChooseScreen, LoadingScreen } from './before-main.tsx'
import styles from './main-screen.module.css'
import { NoChannel } from './no-channel.tsx'
import { createPlaces, type Place, type Places } from './places.ts'
import { SidePane } from './side-pane.tsx'

/** Everything a signed-in person sees. */
export function MainScreen(): JSX.Element {
  const { engine } = usePerson()
  const { remembered } = usePage()
  const [places, setPlaces] = useState<Places>()
  useEffect(() => {
    const created = createPlaces({ engine, remembered })
    setPlaces(created)
    return () => created.close()
  }, [engine, remembered])
  const { loaded, workspaces } = useReadable(engine.directory)
  if (places === undefined) return <div className={styles.screen} />
  if (workspaces.length > 0) return <Panes places={places} />
  return loaded ? <ChooseScreen /> : <LoadingScreen />
}

function Panes({ places }: { readonly places: Places }): JSX.Element {
  const { engine } = usePerson()
  const place = useReadable(places.place)
  const { workspaces } = useReadable(engine.directory)
  const narrow = useMediaQuery('(max-width: 679px)')
  const [drawer, setDrawer] = useState(false)
  const [addingTo, setAddingTo] = useState<WorkspaceId>()
  const wish = useWish(places)
  const workspace = useMemo(() => workspaces.find(({ id }) => id === place.workspace), [workspaces, place])
  const go = (act: () => void) => (): void => {
    setDrawer(false)
    act()
  }
  return (
    <div className={styles.screen}>
      <SidePane narrow={narrow} open={drawer} onClose={() => setDrawer(false)}>
        <Rail
          workspaces={workspaces}
          current={place.workspace}
          go={(id) => (workspaces.some((each) => each.id === id) ? places.goToWorkspace(id) : wish.workspace(id))}
        />
        {workspace !== undefined && (
          <Sidebar
            workspace={workspace}
            current={place.conversation?.id}
            go={(id) => go(() => places.goToChannel(workspace.id, id))()}
            addChannel={() => setAddingTo(workspace.id)}
          />
        )}
      </SidePane>
      <CurrentConversation
        place={place}
        openSidebar={narrow ? () => setDrawer(true) : undefined}
        addChannel={setAddingTo}
      />
      {addingTo !== undefined && (
        <NewChannelDialog
          workspace={addingTo}
          onClose={() => setAddingTo(undefined)}
          onCreated={(id) => {
            setAddingTo(undefined)
            setDrawer(false)
            wish.channel(addingTo, id)
          }}
        />
      )}
    </div>
  )
}

interface CurrentConversationProps {
  readonly place: Place
  readonly openSidebar: (() => void) | undefined
  readonly addChannel: (workspace: WorkspaceId) => void
}

function CurrentConversation({ place, openSidebar, addChannel }: CurrentConversationProps): JSX.Element {
  const { engine } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const { conversation } = place
  const workspace = workspaces.find(({ id }) => id === place.workspace)
  const channel = workspace?.channels.find(({ id }) => id === conversation?.id)
  if (workspace === undefined) return <div className={styles.nowhere} />
  if (channel === undefined || conversation === undefined) {
    return (
      <NoChannel workspace={workspace} openSidebar={openSidebar} addChannel={() => addChannel(workspace.id)} />
    )
  }
  return (
    <ConversationPane
      key={channel.id}
      model={conversation}
      workspace={workspace}
      channel={channel}
      openSidebar={openSidebar}
    />
  )
}

type Wish =
  | { readonly kind: 'workspace'; readonly id: WorkspaceId }
  | { readonly kind: 'channel'; readonly workspace: WorkspaceId; readonly id: ConversationId }

/** What was just created or joined is gone to as soon as the directory tells of it. */
function useWish(places: Places): {
  readonly workspace: (id: WorkspaceId) => void
  readonly channel: (workspace: WorkspaceId, id: ConversationId) => void
} {
  const { engine } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const [wish, setWish] = useState<Wish>()
  useEffect(() => {
    if (wish === undefined) return
    const target = wish.kind === 'workspace' ? wish.id : wish.workspace
    const workspace = workspaces.find(({ id }) => id === target)
    if (workspace === undefined) return
    if (wish.kind === 'workspace') places.goToWorkspace(wish.id)
    else if (workspace.channels.some(({ id }) => id === wish.id)) places.goToChannel(wish.workspace, wish.id)
    else return
    setWish(undefined)
  }, [wish, workspaces, places])
  return {
    workspace: (id) => setWish({ kind: 'workspace', id }),
    channel: (workspace, id) => setWish({ kind: 'channel', workspace, id }),
  }
}
