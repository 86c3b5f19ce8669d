import {
  Archive,
  ArchiveRestore,
  AtSign,
  Bell,
  BellOff,
  Link,
  LogIn,
  LogOut,
  MailCheck,
  MailOpen,
} from 'lucide-react'
import { toConversationLink } from '../../../core/bridge/app-link.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import { type NotifyLevel, notifyLevels, type Role } from '../../../core/protocol/directory.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useCopy } from '../../engine/use-copy.ts'
import { useReadable } from '../../engine/use-readable.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { archivableOf } from '../archive/archivable.ts'
import { archiveItem } from '../archive/archive-item.tsx'
import { useSetArchived } from '../archive/use-set-archived.ts'
import { useSubject } from '../main/use-subject.ts'
import { words } from '../managing/words.ts'
import { useCounts, useReading } from '../unread/use-told.ts'
import { type Leveled, leveledOf } from './leveled.ts'
import { channelRights } from './rights.ts'
import { type Manage, useManage } from './use-manage.ts'
import { type SetLevel, useSetLevel } from './use-set-level.ts'

/** What can be done with a conversation from its menu, beside arranging it. */
export function useConversationItems(
  workspace: WorkspaceId,
  conversation: ConversationId,
): ReadonlyArray<MenuItem> {
  const manage = useManage()
  const setLevel = useSetLevel()
  const copy = useCopy()
  const setArchived = useSetArchived()
  const { workspaces } = useReadable(useEngine().directory)
  const here = workspaces.find(({ id }) => id === workspace)
  const subject = useSubject(here, conversation)
  const leveled = subject && leveledOf(subject)
  const archivable = subject && archivableOf(subject)
  const copyLink: MenuItem = {
    key: 'copy-link',
    label: words.copyLink,
    icon: <Link size={16} />,
    choose: () => void copy(toConversationLink(conversation)),
  }
  const reading = useReadingItems(conversation, leveled?.level ?? 'all')
  return [
    ...reading,
    copyLink,
    ...(leveled === undefined ? [] : levelItems(leveled, setLevel)),
    ...(archivable === undefined ? [] : [archiveItem(archivable, setArchived)]),
    ...(here === undefined || subject?.kind !== 'channel'
      ? []
      : channelItems(subject.channel, here.role, manage)),
  ]
}

/** One of the two; of what is muted nothing would be seen of being unread. */
function useReadingItems(conversation: ConversationId, level: NotifyLevel): ReadonlyArray<MenuItem> {
  const { waiting } = useCounts()
  const { markRead, markUnread } = useReading()
  if (waiting.has(conversation)) {
    const choose = (): void => markRead([conversation])
    return [{ key: 'mark-read', label: words.markRead, icon: <MailCheck size={16} />, choose }]
  }
  if (level !== 'all') return []
  const choose = (): void => markUnread(conversation)
  return [{ key: 'mark-unread', label: words.markUnread, icon: <MailOpen size={16} />, choose }]
}

const bells: Readonly<Record<NotifyLevel, typeof Bell>> = { all: Bell, mentions: AtSign, none: BellOff }

const levelItems = (of: Leveled, setLevel: SetLevel): ReadonlyArray<MenuItem> =>
  notifyLevels.map((level): MenuItem => {
    const Icon = bells[level]
    return {
      key: level,
      label: words.levelsInMenu[level],
      icon: <Icon size={16} />,
      ...(level === of.level && { hint: words.chosen }),
      choose: () => void setLevel(of, level),
    }
  })

/** @internal */
export function channelItems(channel: Channel, role: Role, manage: Manage): ReadonlyArray<MenuItem> {
  const { archived = false } = channel
  const rights = channelRights(channel, role)
  const join: MenuItem = {
    key: 'join',
    label: words.join,
    icon: <LogIn size={16} />,
    choose: () => void manage.join(channel),
  }
  const leave: MenuItem = {
    key: 'leave',
    label: words.leave,
    icon: <LogOut size={16} />,
    choose: () => void manage.leave(channel),
  }
  const archive: MenuItem = {
    key: 'archive',
    label: archived ? words.reopen : words.archive,
    icon: archived ? <ArchiveRestore size={16} /> : <Archive size={16} />,
    choose: () => void manage.archive(channel, !archived),
  }
  return [
    ...(rights.join ? [join] : []),
    ...(rights.leave ? [leave] : []),
    ...(rights.archive ? [archive] : []),
  ]
}
