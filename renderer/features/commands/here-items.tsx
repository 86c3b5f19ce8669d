import {
  Bell,
  BellOff,
  FileDown,
  Files,
  Hourglass,
  Info,
  Lock,
  Pencil,
  Pin,
  Search,
  ShieldCheck,
  UserRoundPlus,
  UsersRound,
} from 'lucide-react'
import type { Channel, Workspace } from '../../../core/engine/engine.ts'
import type { Role } from '../../../core/protocol/directory.ts'
import type { UserId } from '../../../core/protocol/ids.ts'
import { useNames, usePage, usePerson } from '../../engine/contexts.tsx'
import { useReadable, useSlice } from '../../engine/use-readable.ts'
import type { ConversationModel } from '../conversation/conversation-model.ts'
import type { Subject } from '../conversation/subject.ts'
import { usePinned } from '../conversation/use-pinned.ts'
import { words as conversationWords } from '../conversation/words.ts'
import { showsChat } from '../documents/chat-choice.ts'
import { words as documentWords } from '../documents/words.ts'
import { words as exportWords } from '../export/words.ts'
import { keymap, threadKeys } from '../keys/keymap.ts'
import { words as keyWords } from '../keys/words.ts'
import { channelRights } from '../manage/rights.ts'
import { useConversationItems } from '../manage/use-conversation-items.tsx'
import { words as managingWords } from '../managing/words.ts'
import type { SealedConversation } from '../people/people-model.ts'
import { wordsAbout } from '../people/private-channel.ts'
import { itemsOf } from '../personal/item-menu.tsx'
import { useArrangement, useChanging } from '../personal/use-personal.ts'
import { useFollows, useSetFollowing } from '../thread-list/use-following.ts'
import { words as threadListWords } from '../thread-list/words.ts'
import { words as safetyWords } from '../safety/words.ts'
import { words as timerWords } from '../timer/words.ts'
import { words as trustWords } from '../trust/words.ts'
import type { CommandItem } from './command.ts'
import type { Asked } from '../main/main-dialog.tsx'
import type { ShownHere } from './here-dialog.tsx'

/** The conversation in view. */
export interface Here {
  readonly model: ConversationModel
  readonly subject: Subject
  readonly workspace: Workspace
}

interface HereActions {
  readonly ask: (asked: Asked) => void
  readonly search: () => void
}

/** All that can be done with the conversation in view: what its menu has, its header, and what it is about. */
export function useHereItems(here: Here, { ask, search }: HereActions): ReadonlyArray<CommandItem> {
  const { model, workspace } = here
  const { id } = model
  const arrangement = useArrangement(workspace.id)
  const { change } = useChanging(workspace.id)
  const menu = useConversationItems(workspace.id, id)
  const panels = usePanelItems(here)
  const show = (shows: ShownHere): void => ask({ kind: 'here', model, workspace: workspace.id, shows })
  const nameSection = (): void =>
    ask({ kind: 'section', workspace: workspace.id, question: { conversation: id } })
  return [
    {
      key: 'search-here',
      label: keyWords.commands.searchHere,
      icon: <Search size={16} />,
      shortcut: keymap.searchHere,
      choose: search,
    },
    ...panels,
    ...useThreadItems(here),
    ...useKindItems(here, show),
    ...itemsOf({ conversation: id, home: undefined, change, nameSection }, arrangement),
    ...menu.filter(({ hint }) => hint !== managingWords.chosen),
    {
      key: 'export',
      label: exportWords.open,
      icon: <FileDown size={16} />,
      choose: () => show({ kind: 'export' }),
    },
  ]
}

/** What stands beside the messages; nothing where these are hidden, beside a document. */
function usePanelItems({ model, subject }: Here): ReadonlyArray<CommandItem> {
  const { remembered } = usePage()
  const pinned = usePinned(model).length
  if (subject.kind === 'document' && !showsChat(remembered)) return []
  const pins: CommandItem = {
    key: 'pinned',
    label: conversationWords.pinnedCount(pinned),
    icon: <Pin size={16} />,
    choose: () => model.showPanel({ kind: 'pinned' }),
  }
  return [
    {
      key: 'details',
      label: conversationWords.details,
      also: `${conversationWords.readersTitle} ${managingWords.members} ${managingWords.notifications}`,
      icon: <Info size={16} />,
      choose: () => model.showPanel({ kind: 'details' }),
    },
    {
      key: 'files',
      label: conversationWords.fileList,
      icon: <Files size={16} />,
      choose: () => model.showPanel({ kind: 'files' }),
    },
    ...(pinned > 0 ? [pins] : []),
  ]
}

/** Of the thread that stands beside the messages. */
function useThreadItems({ model, workspace }: Here): ReadonlyArray<CommandItem> {
  const panel = useReadable(model.panel)
  const root = panel?.kind === 'thread' ? panel.root : undefined
  const message = useSlice(model.open.view, () => root && model.find(root))
  const of = { workspace: workspace.id, conversation: model.id }
  const follows = useFollows({ ...of, ...(root && { root }) }, message)
  const set = useSetFollowing()
  if (root === undefined) return []
  const item: CommandItem = {
    key: 'follow',
    label: follows ? threadListWords.unfollow : threadListWords.follow,
    also: threadListWords.follow,
    icon: follows ? <BellOff size={16} /> : <Bell size={16} />,
    shortcut: threadKeys.follow,
    choose: () => void set({ ...of, root }, !follows, true),
  }
  return [item]
}

type Show = (shows: ShownHere) => void

/** What one kind of conversation has and others have not. */
function useKindItems({ subject, workspace }: Here, show: Show): ReadonlyArray<CommandItem> {
  const { sealed } = usePerson()
  const nameOf = useNames(workspace.id, trustWords)
  switch (subject.kind) {
    case 'document':
      return [
        {
          key: 'rename',
          label: documentWords.editDocument,
          icon: <Pencil size={16} />,
          choose: () => show({ kind: 'title' }),
        },
      ]
    case 'channel':
      return channelItems(subject.channel, workspace.role, show)
    case 'sealed':
      return sealed === undefined ? [] : sealedItems(subject.conversation, nameOf, show)
  }
}

function channelItems(channel: Channel, role: Role, show: Show): ReadonlyArray<CommandItem> {
  const rights = channelRights(channel, role)
  const edit: CommandItem = {
    key: 'edit',
    label: managingWords.edit,
    icon: <Pencil size={16} />,
    choose: () => show({ kind: 'edit' }),
  }
  const add: CommandItem = {
    key: 'add',
    label: managingWords.addPeople,
    icon: <UserRoundPlus size={16} />,
    choose: () => show({ kind: 'add' }),
  }
  return [...(rights.update ? [edit] : []), ...(rights.members && channel.private === true ? [add] : [])]
}

function sealedItems(
  conversation: SealedConversation,
  nameOf: (user: UserId) => string,
  show: Show,
): ReadonlyArray<CommandItem> {
  const { kind, others } = conversation
  const safety = others.slice(0, kind === 'dm' ? 1 : 0).map((user): CommandItem => ({
    key: 'safety',
    label: safetyWords.compareWith(nameOf(user)),
    icon: <ShieldCheck size={16} />,
    choose: () => show({ kind: 'safety', user }),
  }))
  const group: CommandItem = {
    key: 'group',
    label: wordsAbout(conversation).manage,
    also: wordsAbout(conversation).leave,
    icon: <UsersRound size={16} />,
    choose: () => show({ kind: 'group' }),
  }
  return [
    {
      key: 'readers',
      label: conversationWords.readersTitle,
      icon: <Lock size={16} />,
      choose: () => show({ kind: 'readers' }),
    },
    ...safety,
    ...(kind === 'group' ? [group] : []),
    {
      key: 'timer',
      label: timerWords.title,
      icon: <Hourglass size={16} />,
      choose: () => show({ kind: 'timer' }),
    },
  ]
}
