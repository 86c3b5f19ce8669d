import { Archive, ArchiveRestore, AtSign, Bell, BellOff, Link, LogIn, LogOut } from 'lucide-react'
import { toConversationLink } from '../../../core/bridge/app-link.ts'
import type { Channel } from '../../../core/engine/engine.ts'
import { type NotifyLevel, notifyLevels, type Role } from '../../../core/protocol/directory.ts'
import type { ConversationId, WorkspaceId } from '../../../core/protocol/ids.ts'
import { useEngine } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import type { MenuItem } from '../../ui/menu.tsx'
import { channelRights } from './rights.ts'
import { type Manage, useManage } from './use-manage.ts'
import { words } from './words.ts'

/** What can be done with a channel from its menu; with what is none, a link to it. */
export function useChannelItems(
  workspace: WorkspaceId,
  conversation: ConversationId,
): ReadonlyArray<MenuItem> {
  const manage = useManage()
  const { workspaces } = useReadable(useEngine().directory)
  const here = workspaces.find(({ id }) => id === workspace)
  const channel = here?.channels.find(({ id }) => id === conversation)
  const copyLink: MenuItem = {
    key: 'copy-link',
    label: words.copyLink,
    icon: <Link size={16} />,
    choose: () => void navigator.clipboard.writeText(toConversationLink(conversation)),
  }
  return here === undefined || channel === undefined
    ? [copyLink]
    : [copyLink, ...channelItems(channel, here.role, manage)]
}

const bells: Readonly<Record<NotifyLevel, typeof Bell>> = { all: Bell, mentions: AtSign, none: BellOff }

/** @internal */
export function channelItems(channel: Channel, role: Role, manage: Manage): ReadonlyArray<MenuItem> {
  const { level: current = 'all', archived = false } = channel
  const rights = channelRights(channel, role)
  const levels = notifyLevels.map((level): MenuItem => {
    const Icon = bells[level]
    return {
      key: level,
      label: words.levelsInMenu[level],
      icon: <Icon size={16} />,
      ...(level === current && { hint: words.chosen }),
      choose: () => void manage.setLevel(channel, level),
    }
  })
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
    ...(archived ? [] : levels),
    ...(rights.join ? [join] : []),
    ...(rights.leave ? [leave] : []),
    ...(rights.archive ? [archive] : []),
  ]
}
