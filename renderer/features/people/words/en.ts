import { english } from '../../../languages/speech.ts'

const { counted, inRow, listed, number } = english

export const words = {
  section: 'Direct messages',
  newMessage: 'New message or group',
  none: 'Nobody yet. What you write here only the people in it can read.',
  notes: 'Notes to yourself',
  someone: 'Someone',
  people: (count: number) => counted(count, { one: ', # person', other: ', # people' }),
  presence: (status: string) => `, ${status}`,
  you: 'You',
  adminsOnly: 'Its admins can add people and take them out.',
  andOthers: (names: ReadonlyArray<string>, count: number) => `${inRow(names)} and ${number(count)} more`,
  leftText: 'What you have read stays here.',
  /** What is said of a group, and of a private channel, which is one with the name of a channel. */
  about: {
    group: {
      name: 'Name of the group',
      nameHint: 'Optional. Only the people in it see it. One like #plans stands among the channels.',
      full: (people: number) =>
        counted(people, {
          one: 'A group has at most # person, you included.',
          other: 'A group has at most # people, you included.',
        }),
      manage: 'Change this group',
      title: 'This group',
      members: 'People in this group',
      leave: 'Leave the group',
      leaveTitle: 'Leave this group?',
      left: 'You are not in this group any more. What you have read stays here.',
      leftTitle: 'You are not in this group any more',
      beingMade: 'The group is still being set up. Try again in a moment.',
      needsAdmin: 'A group needs an admin. Make somebody else one first, or leave the group yourself.',
    },
    channel: {
      name: 'Name of the private channel',
      nameHint: 'Only the people in it see it. Without the # it stands among the direct messages.',
      full: (people: number) =>
        counted(people, {
          one: 'A private channel has at most # person, you included.',
          other: 'A private channel has at most # people, you included.',
        }),
      manage: 'Change this private channel',
      title: 'This private channel',
      members: 'People in this private channel',
      leave: 'Leave the private channel',
      leaveTitle: 'Leave this private channel?',
      left: 'You are not in this private channel any more. What you have read stays here.',
      leftTitle: 'You are not in this private channel any more',
      beingMade: 'The private channel is still being set up. Try again in a moment.',
      needsAdmin:
        'A private channel needs an admin. Make somebody else one first, or leave the private channel yourself.',
    },
  },
  failures: {
    'not-linked': 'This device is not linked yet. Link it first; then you can write sealed messages.',
    keysNotSeen: (names: ReadonlyArray<string>) =>
      `The keys of ${listed(names)} are not on this device yet. Try again once the server can be reached.`,
    noKeys: (names: ReadonlyArray<string>) =>
      `${listed(names)} cannot read sealed messages yet: they have to open Tidings once. Leave them out, or ask them.`,
    'not-ready':
      'The keys of this device are not at the server yet. Try again once the server can be reached.',
    leftWorkspace: (names: ReadonlyArray<string>) => `${listed(names)} left the workspace. Leave them out.`,
    conversationNotKept: (detail: string) =>
      `The conversation could not be kept on this device. Try again. (${detail})`,
    busy: 'The last change has not reached the server yet. Try again once it has.',
    notKept: (detail: string) => `It could not be kept on this device. Try again. (${detail})`,
  },
} as const
