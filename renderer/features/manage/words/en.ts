import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  // About a channel.
  about: 'About',
  edit: 'Edit name, topic and icon',
  editTitle: 'Edit this channel',
  name: 'Name',
  nameHint: 'Lowercase letters, digits, - and _',
  nameWrong: 'Use 1 to 64 lowercase letters, digits, - or _; begin with a letter or digit.',
  topic: 'Topic',
  topicHint: 'What it is about. Optional.',
  topicWrong: 'Write at most 250 characters.',
  icon: 'Icon',
  iconNone: 'None; its usual sign is shown.',
  iconRemove: 'Take the icon away',
  save: 'Save',
  noTopic: 'It has no topic yet.',
  changeGroup: 'Change this group',

  // What one is told of.
  notifications: 'What you are notified about',
  levels: { all: 'All messages', mentions: 'Mentions only', none: 'Nothing' },
  levelsInMenu: {
    all: 'Tell me of all messages',
    mentions: 'Tell me of mentions only',
    none: 'Mute: tell me of nothing',
  },
  levelSet: {
    all: (title: string) => `${title}: you are told of every message.`,
    mentions: (title: string) => `${title}: you are told of mentions alone.`,
    none: (title: string) => `${title}: muted. You can read it whenever you like.`,
  },
  copyLink: 'Copy link',
  chosen: 'chosen',
  muted: ', muted',

  // Coming and going.
  join: 'Join',
  joinOf: (name: string) => `Join: ${name}`,
  leave: 'Leave the channel',
  left: (title: string) => `You left ${title}.`,
  leaving: (title: string) => `You are leaving ${title}. Only an admin of it can let you in again.`,
  archive: 'Archive the channel',
  reopen: 'Reopen the channel',
  reopenShort: 'Reopen',
  reopenOf: (name: string) => `Reopen: ${name}`,
  archived: (title: string) => `${title} is archived. Nobody can write in it any more.`,
  reopened: (title: string) => `${title} is open again.`,
  archivedTitle: 'This channel is archived',
  archivedText: 'Everything in it can still be read and found. Nobody can write in it.',
  archivedAsk: 'An admin can open it again.',
  leftTitle: 'You have left this channel',
  leftText: 'You can read it. Join it to write, and to see it among your channels again.',

  // People of a channel.
  people: (count: number) => counted(count, { one: '# person', other: '# people' }),
  admin: 'channel admin',
  actionsFor: (name: string) => `Actions for ${name}`,
  profile: 'Show profile',
  makeAdmin: 'Make channel admin',
  takeAdmin: 'Take channel admin away',
  takeOut: 'Take out of the channel',
  addPeople: 'Add people',
  add: 'Add',
  addText: 'They can read everything that was written in it.',

  // Channels of a workspace.
  browse: 'Browse channels',
  find: 'Find a channel',
  open: 'Open',
  openOf: (name: string) => `Open: ${name}`,
  channels: 'Channels',
  archivedChannels: 'Archived channels',
  noChannel: 'No channel is called that.',

  // People of a workspace.
  membersOf: (workspace: string) => `People in ${workspace}`,
  findPerson: 'Find a person',
  members: 'People',
  nobody: 'Nobody is called that.',
  more: (count: number) => `and ${number(count)} more; write on to find them`,
  roles: { owner: 'Owner', admin: 'Admin', member: 'Member', guest: 'Guest' },
  makeRole: {
    owner: 'Make owner',
    admin: 'Make admin',
    member: 'Make member',
    guest: 'Make guest',
  },
  removeMember: 'Remove from the workspace',
  removeTitle: (name: string) => `Remove ${name} from the workspace?`,
  removeText:
    'They lose all its channels at once. What they wrote stays. They need an invitation to come back, or may join if the workspace is open.',
  remove: 'Remove',
  you: 'You',
  someone: 'Someone',
  message: 'Message',

  // Slash commands.
  commands: {
    topic: { usage: '/topic text', text: 'Say what this conversation is about' },
    invite: { usage: '/invite @name', text: 'Add somebody to this channel' },
    leave: { usage: '/leave', text: 'Leave this channel' },
    mute: { usage: '/mute', text: 'Mute this conversation, or hear from it again' },
    shrug: { usage: '/shrug text', text: String.raw`Put ¯\_(ツ)_/¯ behind what you write` },
    away: { usage: '/away', text: 'Appear as away' },
    busy: { usage: '/busy', text: 'Appear as busy; nothing notifies you' },
    online: { usage: '/online', text: 'Appear as online whenever you are here' },
    invisible: { usage: '/invisible', text: 'Appear as offline' },
    help: { usage: '/help', text: 'Show what can be typed here' },
  },
  statusSet: {
    away: 'Others see you as away now.',
    busy: 'Others see you as busy now, and nothing notifies you.',
    online: 'Others see you as online whenever you are here.',
    invisible: 'Others see you as offline now. You can read and write as always.',
  },
  whom: 'Write whom to add: /invite @name. The name must be that of one person in this workspace.',
  invited: (name: string, title: string) => `${name} was added to ${title}.`,
  topicSet: (title: string) => `The topic of ${title} was changed.`,
  failures: {
    'last-admin': 'A private channel needs an admin. Make somebody else one first. Nothing was changed.',
    'last-owner': 'A workspace needs an owner. Make somebody else one first. Nothing was changed.',
    forbidden: 'Your role does not allow that. Ask an admin. Nothing was changed.',
    unreachable:
      'The server could not be reached, and it has to agree to this. Nothing was changed; try again once you are online.',
  },
} as const
