import {
  Bell,
  BellOff,
  Bookmark,
  BookmarkX,
  Copy,
  Forward,
  Link,
  MailOpen,
  MessagesSquare,
  Pencil,
  Pin,
  PinOff,
  Reply,
  SmilePlus,
  Trash2,
  UsersRound,
} from 'lucide-react'
import type { JSX } from 'react'
import type { ShownMessage } from '../../../core/engine/engine.ts'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import type { Rect } from '../../ui/place.ts'
import { Popover } from '../../ui/popover.tsx'
import {
  allowedFor,
  type MessageActions,
  type ShownConversation,
  useConversation,
} from './conversation-context.tsx'
import { words as keysWords } from '../keys/words.ts'
import { type Saving, useSaving } from '../personal/use-personal.ts'
import { words as personalWords } from '../personal/words.ts'
import { useFollows, useSetFollowing } from '../thread-list/use-following.ts'
import { words as threadListWords } from '../thread-list/words.ts'
import { words } from './words.ts'

export interface MenuPlace {
  readonly message: ShownMessage
  readonly anchor: Rect
}

interface MessageMenuProps {
  readonly place: MenuPlace
  readonly pick: (place: MenuPlace) => void
  readonly onClose: () => void
}

export function MessageMenu({ place, pick, onClose }: MessageMenuProps): JSX.Element {
  const conversation = useConversation()
  const saving = useSaving(conversation.workspace, conversation.model.id)
  const following = useFollowing(place.message, conversation)
  const items = itemsFor(place.message, conversation, saving, following, () => pick(place)).map((item) => ({
    ...item,
    choose: () => {
      onClose()
      item.choose()
    },
  }))
  return (
    <Popover anchor={place.anchor} onClose={onClose}>
      <Menu label={words.actions} items={items} />
    </Popover>
  )
}

/** Of a message that a thread is about, in the conversation; in the thread itself its head has it. */
function useFollowing(
  message: ShownMessage,
  { model, workspace }: ShownConversation,
): ReadonlyArray<MenuItem> {
  const place = { workspace, conversation: model.id, root: message.id }
  const follows = useFollows(place, message)
  const set = useSetFollowing()
  if (model.root !== undefined || model.thread(message.id) === undefined) return []
  return [
    {
      key: 'follow',
      label: follows ? threadListWords.unfollow : threadListWords.follow,
      icon: follows ? <BellOff size={16} /> : <Bell size={16} />,
      choose: () => void set(place, !follows, true),
    },
  ]
}

function itemsFor(
  message: ShownMessage,
  conversation: ShownConversation,
  { isSaved, toggle }: Saving,
  following: ReadonlyArray<MenuItem>,
  pick: () => void,
): ReadonlyArray<MenuItem> {
  const { actions } = conversation
  const allowed = allowedFor(message, conversation)
  const answers: ReadonlyArray<MenuItem> = [
    ...(allowed.answer
      ? [
          {
            key: 'react',
            label: words.react,
            hint: keyOn('react'),
            icon: <SmilePlus size={16} />,
            choose: pick,
          },
          {
            key: 'reply',
            label: words.reply,
            hint: keyOn('reply'),
            icon: <Reply size={16} />,
            choose: () => actions.reply(message),
          },
        ]
      : []),
    ...(allowed.thread
      ? [
          {
            key: 'thread',
            label: words.replyInThread,
            hint: keyOn('thread'),
            icon: <MessagesSquare size={16} />,
            choose: () => actions.openThread(message),
          },
        ]
      : []),
    ...following,
    ...(allowed.pin ? [pinning(message, actions)] : []),
    ...passOn(message, actions),
    ...(allowed.markUnread
      ? [
          {
            key: 'unread',
            label: words.markUnread,
            hint: keyOn('unread'),
            icon: <MailOpen size={16} />,
            choose: () => actions.markUnread(message),
          },
        ]
      : []),
    ...(message.reactions.length > 0
      ? [
          {
            key: 'who',
            label: words.whoReacted,
            icon: <UsersRound size={16} />,
            choose: () => actions.showReactions(message),
          },
        ]
      : []),
  ]
  const saved = isSaved(message.id)
  const save: MenuItem = {
    key: 'save',
    label: saved ? personalWords.unsaveMessage : personalWords.saveMessage,
    hint: keyOn('save'),
    icon: saved ? <BookmarkX size={16} /> : <Bookmark size={16} />,
    choose: () => toggle(message),
  }
  const change: MenuItem = {
    key: 'edit',
    label: words.edit,
    hint: keyOn('edit'),
    icon: <Pencil size={16} />,
    choose: () => actions.edit(message),
  }
  const remove: MenuItem = {
    key: 'remove',
    label: words.remove,
    hint: keyOn('remove'),
    danger: true,
    icon: <Trash2 size={16} />,
    choose: () => actions.remove(message),
  }
  return [...answers, save, ...(allowed.change ? [change] : []), ...(allowed.remove ? [remove] : [])]
}

const keyOn = (command: keyof typeof keysWords.onMessages): string => keysWords.onMessages[command][0]

function pinning(message: ShownMessage, actions: MessageActions): MenuItem {
  const isPinned = message.pinned !== undefined
  return {
    key: 'pin',
    label: isPinned ? words.unpin : words.pin,
    hint: keyOn('pin'),
    icon: isPinned ? <PinOff size={16} /> : <Pin size={16} />,
    choose: () => actions.pin(message, !isPinned),
  }
}

/** Where else it may be wanted. */
function passOn(message: ShownMessage, actions: MessageActions): ReadonlyArray<MenuItem> {
  return [
    {
      key: 'forward',
      label: words.forward,
      hint: keyOn('forward'),
      icon: <Forward size={16} />,
      choose: () => actions.forward(message),
    },
    { key: 'copy', label: words.copy, icon: <Copy size={16} />, choose: () => actions.copy(message) },
    {
      key: 'link',
      label: words.copyLink,
      hint: keyOn('copyLink'),
      icon: <Link size={16} />,
      choose: () => actions.copyLink(message),
    },
  ]
}
