import { english } from '../../../languages/speech.ts'

const { counted, inRow, number, plural } = english

export const words = {
  windowTitle: (title: string, workspace: string) => `${title} · ${workspace} · Tidings`,
  messages: 'Messages',
  readers: (workspace: string) => `Members of ${workspace} and the server can read this`,
  readersTitle: 'Who can read this',
  readersText: (workspace: string) =>
    `Everyone in ${workspace} can read and write here, now and later. Messages travel encrypted to the server, which can read them: it checks who wrote what and keeps them for those who are away. On this device they are stored encrypted.`,
  openSidebar: 'Show conversations',
  fileList: 'Files and links',
  react: 'React',
  reply: 'Reply',
  edit: 'Edit',
  remove: 'Delete',
  copy: 'Copy text',
  copyLink: 'Copy link',
  replyInThread: 'Reply in thread',
  pin: 'Pin',
  unpin: 'Unpin',
  pinnedBy: (name: string) => `Pinned by ${name}`,
  forward: 'Forward',
  markUnread: 'Mark unread from here',
  whoReacted: 'Who reacted',
  newLine: 'New',
  nowhereTitle: 'This message is not here',
  nowhereText:
    'The link leads to a conversation that you are not in, or that this device has not heard of yet. Ask whoever gave it to you.',
  details: 'About this conversation',
  pinnedCount: (count: number) => counted(count, { one: '# pinned message', other: '# pinned messages' }),
  you: 'You',
  repliedInThread: 'Replied to a thread',
  openThread: 'Open the thread',
  replies: 'Replies',
  replyDraft: 'Draft of a reply',
  replyCount: (count: number) => counted(count, { one: '# reply', other: '# replies' }),
  lastReply: (moment: string) => `last ${moment}`,
  unreadReplies: (count: number) => counted(count, { one: '# unread reply', other: '# unread replies' }),
  showEarlier: 'Edited: show what it said before',
  earlierTitle: 'Earlier versions',
  now: 'Now',
  retry: 'Retry',
  rewrite: 'Edit',
  discard: 'Discard',
  actions: 'Message actions',
  removeTitle: 'Delete this message?',
  removeText:
    'It disappears for everyone. You have a few seconds to undo it; after that it cannot be brought back. The place where it stood stays visible.',
  edited: '(edited)',
  deleted: 'Message deleted',
  removing: 'Deleting this message',
  imported: 'imported',
  someone: 'Someone',
  inReplyTo: 'In reply to',
  masked: '(changed by a moderator)',
  replyGone: 'an earlier message',
  replyDeleted: 'a deleted message',
  showMore: 'Show more',
  showLess: 'Show less',
  jump: 'Jump to latest',
  newMessages: (count: number) => counted(count, { one: '# new message', other: '# new messages' }),
  beginning: (title: string) => `This is the beginning of ${title}`,
  loadingOlder: 'Reading older messages',
  unreachable: 'Older messages are not on this device, and the server is out of reach just now.',
  tryAgain: 'Try again',
  emptyTitle: (title: string) => `Nothing in ${title} yet`,
  emptyText:
    'Write the first message below. It is kept on this device at once and sent when the server can be reached.',
  documentBeginning: (title: string) => `This is the beginning of the chat about ${title}`,
  documentTitle: 'Nothing said about this document yet',
  documentText:
    'What you write below is kept on this device at once and sent when the server can be reached.',
  sealedBeginning: (title: string) => `This is the beginning of your conversation with ${title}`,
  sealedTitle: (title: string) => `Nothing between you and ${title} yet`,
  sealedText:
    'Write the first message below. It is sealed on this device, and only the devices of the people in here open it.',
  notesBeginning: 'This is the beginning of your notes',
  notesTitle: 'No notes yet',
  notesText: 'What you write here is sealed, and only your own devices open it.',
  cameIn: (moment: string) => `You were added on ${moment}. What was written before is closed to you.`,
  emptyUnreachable:
    'The messages of this channel are not on this device yet. They come once the server can be reached.',
  opening: 'Opening the conversation',
  announce: (author: string, text: string) => `${author}: ${text}`,
  reactedBy: (emoji: string, names: ReadonlyArray<string>) => `${emoji} ${inRow(names)}`,
  reaction: (emoji: string, count: number) =>
    plural(count, {
      one: `${emoji} ${number(count)} reaction`,
      other: `${emoji} ${number(count)} reactions`,
    }),
  reactionMine: (emoji: string, count: number) =>
    plural(count, {
      one: `${emoji} ${number(count)} reaction, yours`,
      other: `${emoji} ${number(count)} reactions, yours too`,
    }),
  seenBy: (count: number) => `Seen by ${number(count)}`,
  andOthers: (count: number) => counted(count, { one: 'and # more', other: 'and # more' }),
  quests: {
    seeking: 'Going back to that message',
    'not-there': 'That message is not in this conversation. Perhaps it was deleted.',
    unreachable:
      'That message is not on this device, and the server is out of reach just now. Try again later.',
  },
  queued: 'Queued on this device',
  onServer: 'On the server',
  refusals: {
    forbidden: 'Not sent. You may not write here, perhaps because you are no longer a member.',
    'unknown-conversation': 'Not sent. The server does not know this conversation.',
    unacceptable: 'Not sent. The server could not accept it as it is. Edit it and send it again.',
    displaced: 'Not sent. The server holds something else in its place. Edit it to send it as a new message.',
    'stale-epoch':
      'Not sent. The keys of this conversation have changed. It is sealed again and sent by itself.',
    'not-linked':
      'Not sent. This device is not linked to your account. Link it in the settings, then send it again.',
    'key-changed':
      'Not sent. The key of somebody whom you had verified has changed. Compare it again, or accept it, and send this again.',
    'by-policy': 'Not sent. Your organisation allows no sealed messages on this device.',
    'not-verified':
      'Not sent. Your organisation wants everybody’s key compared first. Compare the keys of those who are not verified yet; then it is sent by itself.',
    'rate-limited': 'Not sent. That was too much at once. It is tried again by itself.',
    unavailable: 'Not sent. The server cannot store messages just now. It is tried again by itself.',
  },
  nudge:
    'If you lose this device, your sealed messages are gone. A recovery code, on paper, opens them again.',
  nudgeSetUp: 'Set up',
  nudgeDismiss: 'Don’t ask again',
} as const
