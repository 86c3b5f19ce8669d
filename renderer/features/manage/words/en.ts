export const words = {
  // About a channel.
  topicWrong: 'Write at most 250 characters.',

  // What one is told of.
  levelSet: {
    all: (title: string) => `${title}: you are told of every message.`,
    mentions: (title: string) => `${title}: you are told of mentions alone.`,
    none: (title: string) => `${title}: muted. You can read it whenever you like.`,
  },
  muted: ', muted',
  notMade: ', not made',

  // Coming and going.
  left: (title: string) => `You left ${title}.`,
  leaving: (title: string) => `You are leaving ${title}. Only an admin of it can let you in again.`,
  archived: (title: string) => `${title} is archived. Nobody can write in it any more.`,
  reopened: (title: string) => `${title} is open again.`,
  waits: (title: string) => `${title}: it takes effect as soon as the server can be reached.`,

  // Channels of a workspace.
  browse: 'Browse channels',

  // People of a workspace.
  membersOf: (workspace: string) => `People in ${workspace}`,

  // Slash commands.
  commands: {
    topic: { usage: '/topic text', text: 'Say what this conversation is about' },
    invite: { usage: '/invite @name', text: 'Add somebody to this channel' },
    leave: { usage: '/leave', text: 'Leave this channel' },
    mute: { usage: '/mute', text: 'Mute this conversation, or hear from it again' },
    shrug: { usage: '/shrug text', text: String.raw`Put ¯\_(ツ)_/¯ behind what you write` },
    status: { usage: '/status text', text: 'Say how you are; without text, it is cleared' },
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
  topicNow: (topic: string, command: string) =>
    `Topic: “${topic}”. To change it, write ${command} and the new one.`,
  takesNoText: (usage: string) => `Write ${usage} alone: it takes nothing behind it. Nothing was changed.`,
  whom: 'Write whom to add: /invite @name. The name must be that of one person in this workspace.',
  invited: (name: string, title: string) => `${name} was added to ${title}.`,
  topicSet: (title: string) => `The topic of ${title} was changed.`,
  failures: {
    'edit-not-kept': (detail: string) =>
      `This could not be written to the disk. Nothing was changed; try again. (${detail})`,
    'last-admin': 'A private channel needs an admin. Make somebody else one first. Nothing was changed.',
    'last-owner': 'A workspace needs an owner. Make somebody else one first. Nothing was changed.',
    forbidden: 'Your role does not allow that. Ask an admin. Nothing was changed.',
    unreachable:
      'The server could not be reached, and it has to agree to this. Nothing was changed; try again once you are online.',
  },
} as const
