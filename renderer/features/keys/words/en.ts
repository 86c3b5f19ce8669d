import type { Command, localKeys } from '../keymap.ts'

type Local = typeof localKeys

export const words = {
  title: 'Keyboard shortcuts',
  anywhere: 'Anywhere',
  messages: 'On a message',
  composer: 'While writing',
  keys: { mod: 'Ctrl', modMac: '⌘', alt: 'Alt', shift: 'Shift', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' },
  commands: {
    switcher: 'Go to a conversation or person',
    palette: 'Do something by its name',
    search: 'Search all messages',
    searchHere: 'Search in this conversation',
    previous: 'Conversation above',
    next: 'Conversation below',
    previousUnread: 'Unread conversation above',
    nextUnread: 'Unread conversation below',
    firstUnread: 'First unread message of the conversation',
    markAllRead: 'Mark everything as read',
    settings: 'Settings',
    help: 'These shortcuts; a question mark too, outside of text',
  } satisfies Readonly<Record<Command, string>>,
  followThread: 'Follow the open thread, or stop following it',
  amongAccounts: {
    choose: ['Ctrl Shift 1…9', 'Go to an account, if you have several here'],
  } satisfies Readonly<Record<Local['accounts'][number], readonly [string, string]>>,
  onMessages: {
    walk: ['↑ ↓', 'Walk through the messages'],
    ends: ['Home End', 'First and last message here'],
    reply: ['R', 'Reply'],
    thread: ['T', 'Reply in a thread'],
    edit: ['E', 'Edit your message'],
    react: ['+', 'React'],
    pin: ['P', 'Pin or unpin'],
    forward: ['F', 'Forward'],
    copyLink: ['L', 'Copy link'],
    save: ['S', 'Save for later'],
    unread: ['U', 'Mark unread from here'],
    remove: ['Del', 'Delete'],
  } satisfies Readonly<Record<Local['messages'][number], readonly [string, string]>>,
  whileWriting: {
    send: ['Enter', 'Send'],
    later: ['Ctrl Shift Enter', 'Send later'],
    line: ['Shift Enter', 'New line'],
    editLast: ['↑', 'Edit your last message, if nothing is written'],
    leave: ['Esc', 'Leave the reply or edit'],
    complete: ['@ # :', 'Name a person, a channel, an emoji'],
    command: ['/', 'Commands'],
  } satisfies Readonly<Record<Local['composer'][number], readonly [string, string]>>,
} as const
