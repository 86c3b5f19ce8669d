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
  markRead: 'Mark as read',
  markUnread: 'Mark as unread',
  copyLink: 'Copy link',
  chosen: 'chosen',

  // Coming and going.
  refused: {
    create: (title: string) =>
      `${title} could not be made. What you wrote there is kept on this device, and nobody else sees it.`,
    update: (title: string) => `What you changed of ${title} was refused. It is as it was.`,
    archive: (title: string) => `Archiving ${title} was refused. It is still open.`,
    reopen: (title: string) => `Opening ${title} again was refused. It is still archived.`,
    join: (title: string) => `Joining ${title} was refused. You are not in it.`,
    leave: (title: string) => `Leaving ${title} was refused. You are still in it.`,
    ownName: (name: string) => `Your new name ${name} was refused. Others see you as before.`,
    ownStatus: (text: string) => `Your status text “${text}” was refused. It is as it was.`,
    ownStatusCleared: 'Clearing your status text was refused. It is as it was.',
    ownPicture: 'What you changed of your picture was refused. It is as it was.',
  },
  otherName: 'Choose another name',
  giveUp: 'Give up',
  giveUpTitle: (title: string) => `Give up ${title}?`,
  giveUpText: 'What you wrote there is lost: nobody else has it.',
  tryAgain: 'Try again',
  join: 'Join',
  reopen: 'Reopen the channel',
  archivedTitle: 'This channel is archived',
  archivedText: 'Everything in it can still be read and found. Nobody can write in it.',
  archivedAsk: 'An admin can open it again.',
  leftTitle: 'You have left this channel',
  leftText: 'You can read it. Join it to write, and to see it among your channels again.',
  joinOf: (name: string) => `Join: ${name}`,
  leave: 'Leave the channel',
  archive: 'Archive the channel',
  reopenShort: 'Reopen',
  reopenOf: (name: string) => `Reopen: ${name}`,

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
  takeOutTitle: {
    group: (name: string) => `Take ${name} out of this group?`,
    channel: (name: string) => `Take ${name} out of this private channel?`,
  },
  takeOutText:
    'They cannot read any of it any more. What they wrote stays. Added again, they read all of it.',
  takeOutSealedText:
    'They read nothing that is written after it. What they have read stays on their devices. Added again, they read nothing from before that.',
  takenOut: (name: string) => `${name} was taken out.`,

  // People of a group, and what it is about.
  groupLeaveText:
    'You read nothing that is written after it. What is on this device stays. An admin can add you again.',
  groupAddText: 'They read what is written from then on, nothing from before.',
  groupSaved: 'Saved.',
  makeGroupAdmin: 'Make admin',
  makeGroupAdminOf: (name: string) => `Make admin: ${name}`,
  groupNameLong: (characters: number) =>
    counted(characters, { one: 'Write at most # character.', other: 'Write at most # characters.' }),
  takeGroupAdmin: 'Take admin away',
  takeGroupAdminOf: (name: string) => `Take admin away: ${name}`,
  keptOffline:
    'You are offline. What you change is kept on this device, and takes effect as soon as the server can be reached.',
  onceReached: 'It takes effect as soon as the server can be reached.',
  unsavedTitle: 'Close without saving?',
  unsavedText: 'What you have changed or picked here is not saved yet.',
  unsavedClose: 'Close without saving',
  unsavedBack: 'Go back',

  // Channels of a workspace.
  find: 'Find a channel',
  open: 'Open',
  openOf: (name: string) => `Open: ${name}`,
  channels: 'Channels',
  archivedChannels: 'Archived channels',
  noChannel: 'No channel is called that.',

  // People of a workspace.
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
  removed: (name: string) => `${name} was removed from the workspace.`,
  roleNow: (name: string, role: string) => `${name} is now: ${role}.`,
  ownRoleTitle: 'Change your own role?',
  ownRoleText: 'You cannot take it back yourself. Somebody else has to give you the role again.',
  you: 'You',
  someone: 'Someone',
  message: 'Message',
} as const
