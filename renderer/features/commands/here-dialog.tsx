import type { ReactNode } from 'react'
import type { Workspace } from '../../../core/engine/engine.ts'
import { usePerson } from '../../engine/contexts.tsx'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import { TitleDialog } from '../documents/title-dialog.tsx'
import { ExportDialog } from '../export/export-dialog.tsx'
import { useSubject } from '../main/use-subject.ts'
import { AddPeopleDialog } from '../manage/add-people-dialog.tsx'
import { EditChannelDialog } from '../manage/edit-channel-dialog.tsx'
import { TimerDialog } from '../timer/timer-dialog.tsx'
import { ReaderDialogs, type ShownReader } from '../safety/reader-dialogs.tsx'

/** What can be asked about the conversation in view. */
export type ShownHere = ShownReader | { readonly kind: 'export' | 'timer' | 'title' | 'edit' | 'add' }

interface HereDialogProps {
  readonly workspace: Workspace
  readonly model: ConversationModel
  readonly shows: ShownHere
  /** Another one in place of it, or none. */
  readonly show: (shows: ShownHere | undefined) => void
}

/** The dialogs of the conversation in view, asked for by name: those that its header and its details have. */
export function HereDialog({ workspace, model, shows, show }: HereDialogProps): ReactNode {
  const { sealed } = usePerson()
  const subject = useSubject(workspace, model.id)
  const onClose = (): void => show(undefined)
  if (subject === undefined) return null // it has gone meanwhile
  switch (shows.kind) {
    case 'export':
      return <ExportDialog {...{ subject, workspace, onClose }} />
    case 'timer':
      return <TimerDialog open={model.open} onClose={onClose} />
    case 'title':
      return (
        subject.kind === 'document' && (
          <TitleDialog workspace={workspace.id} document={subject.document} onClose={onClose} />
        )
      )
    case 'edit':
      return subject.kind === 'channel' && <EditChannelDialog channel={subject.channel} onClose={onClose} />
    case 'add':
      return subject.kind === 'channel' && <AddPeopleDialog channel={subject.channel} onClose={onClose} />
    case 'readers':
    case 'safety':
    case 'group':
    case 'protection':
      return (
        subject.kind === 'sealed' &&
        sealed !== undefined && (
          <ReaderDialogs
            model={sealed.trust}
            people={sealed.people}
            conversation={subject.conversation}
            shown={shows}
            show={show}
          />
        )
      )
  }
}
