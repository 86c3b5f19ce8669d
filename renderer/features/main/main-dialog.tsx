import type { ReactNode } from 'react'
import type { ConversationId, OpId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { blockOfPiece, isPage, messageOf } from '../../../core/search/document.ts'
import { usePerson } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { HereDialog, type ShownHere } from '../commands/here-dialog.tsx'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { keyOf } from '../conversation/rows.ts'
import { WorkspaceLookDialog } from '../faces/workspace-look-dialog.tsx'
import { ScheduledDialog } from '../later/scheduled-dialog.tsx'
import { BrowseDialog } from '../manage/browse-dialog.tsx'
import { InviteDialog } from '../invite/invite-dialog.tsx'
import { MembersDialog } from '../manage/members-dialog.tsx'
import { mayIn } from '../manage/rights.ts'
import { TitleDialog } from '../documents/title-dialog.tsx'
import { NewMessageDialog } from '../people/new-message-dialog.tsx'
import type { SectionQuestion } from '../personal/ask-section.ts'
import { SavedDialog } from '../personal/saved-dialog.tsx'
import { SectionDialog } from '../personal/section-dialog.tsx'
import type { Within } from '../search/filters.tsx'
import { SearchDialog } from '../search/search-dialog.tsx'
import { AccountDialogs, type AccountQuestion } from '../sidebar/account-dialogs.tsx'
import { NewChannelDialog } from '../sidebar/new-channel-dialog.tsx'
import { LeaveWorkspaceDialog } from '../workspace-menu/leave-dialog.tsx'
import { RenameWorkspaceDialog } from '../workspace-menu/rename-dialog.tsx'
import type { WorkspaceQuestion } from '../workspace-menu/workspace-items.tsx'
import { ChooseWorkspace } from '../workspaces/choose-workspace.tsx'
import { words as workspaceWords } from '../workspaces/words.ts'

/** What a person asked for that is shown in front of all. */
export type Asked =
  | {
      readonly kind: 'channel' | 'document' | 'message' | 'saved' | 'scheduled' | 'browse' | WorkspaceQuestion
      readonly workspace: WorkspaceId
    }
  | { readonly kind: 'section'; readonly workspace: WorkspaceId; readonly question: SectionQuestion }
  | {
      readonly kind: 'here'
      readonly workspace: WorkspaceId
      readonly model: ConversationModel
      readonly shows: ShownHere
    }
  | {
      readonly kind: 'search'
      readonly initial: string
      readonly within?: Within
      /** Beside which what is found in it can be kept. */
      readonly beside?: ConversationModel
    }
  | { readonly kind: 'workspace' }
  | AccountQuestion

interface MainDialogProps {
  readonly asked: Asked
  /** Something else in place of it, or nothing. */
  readonly ask: (asked: Asked | undefined) => void
  readonly go: (workspace: WorkspaceId, conversation?: ConversationId) => void
  /** To a message, by its key. */
  readonly goTo: (conversation: ConversationId, key: string) => void
  readonly goToBlock: (conversation: ConversationId, block: OpId) => void
}

export function MainDialog({ asked, ask, go, goTo, goToBlock }: MainDialogProps): ReactNode {
  const { engine, sealed } = usePerson()
  const { workspaces } = useReadable(engine.directory)
  const onClose = (): void => ask(undefined)
  if (asked.kind === 'search') {
    return (
      <SearchDialog
        initial={asked.initial}
        within={asked.within}
        keepBeside={asked.beside && ((found) => asked.beside?.showPanel({ kind: 'found', ...found }))}
        onClose={onClose}
        onChosen={(found) => {
          const { conversation, id, author } = found
          onClose()
          if (isPage(found)) goToBlock(conversation, blockOfPiece(id))
          else goTo(conversation, keyOf({ id: messageOf(found), author }))
        }}
      />
    )
  }
  if (asked.kind === 'workspace') {
    return (
      <Dialog title={workspaceWords.title} onClose={onClose}>
        <ChooseWorkspace
          onEntered={(entered) => {
            onClose()
            go(entered)
          }}
        />
      </Dialog>
    )
  }
  if (!('workspace' in asked)) return <AccountDialogs asked={asked} ask={ask} />
  const { workspace } = asked
  const shown = workspaces.find(({ id }) => id === workspace)
  const begun = (conversation: ConversationId): void => {
    onClose()
    go(workspace, conversation)
  }
  switch (asked.kind) {
    case 'channel':
      return <NewChannelDialog workspace={workspace} onClose={onClose} onCreated={begun} />
    case 'document':
      return <TitleDialog workspace={workspace} onClose={onClose} onCreated={begun} />
    case 'message':
      return (
        sealed && (
          <NewMessageDialog model={sealed.people} workspace={workspace} onClose={onClose} onBegun={begun} />
        )
      )
    case 'browse':
      return shown && <BrowseDialog workspace={shown} onClose={onClose} go={begun} />
    case 'members':
      return (
        shown && (
          <MembersDialog
            workspace={shown}
            onClose={onClose}
            invite={mayIn(shown, 'workspace.invite') ? () => ask({ kind: 'invite', workspace }) : undefined}
          />
        )
      )
    case 'invite':
      return shown && <InviteDialog workspace={shown} onClose={onClose} />
    case 'look':
      return shown && <WorkspaceLookDialog workspace={shown} onClose={onClose} />
    case 'rename-workspace':
      return shown && <RenameWorkspaceDialog workspace={shown} onClose={onClose} />
    case 'leave-workspace':
      return (
        shown && (
          <LeaveWorkspaceDialog
            workspace={shown}
            onClose={onClose}
            ask={(kind) => ask({ kind, workspace })}
            onLeft={() => {
              onClose()
              const next = workspaces.find(({ id }) => id !== workspace)
              if (next !== undefined) go(next.id)
            }}
          />
        )
      )
    case 'section':
      return <SectionDialog workspace={workspace} question={asked.question} onClose={onClose} />
    case 'here':
      return (
        shown && (
          <HereDialog
            workspace={shown}
            model={asked.model}
            shows={asked.shows}
            show={(shows) => ask(shows && { ...asked, shows })}
          />
        )
      )
    case 'scheduled':
      return shown && <ScheduledDialog workspace={shown} onClose={onClose} />
    case 'saved':
      return (
        shown && (
          <SavedDialog
            workspace={shown}
            onClose={onClose}
            onChosen={({ conversation, message, author }) => {
              onClose()
              goTo(conversation, keyOf({ id: message, author }))
            }}
          />
        )
      )
  }
}
