export const words = {
  title: 'Your devices',
  intro: 'These devices hold your keys and read your sealed conversations.',
  here: 'this device',
  role: { primary: 'Can add and remove devices', linked: 'Can read and write' },
  added: (moment: string) => `Added ${moment}`,
  lastSeen: (moment: string) => `last seen ${moment}`,
  neverSeen: 'last seen: not told',
  link: 'Link a new device',
  revoke: 'Remove…',
  revokeOf: (name: string) => `Remove ${name}…`,
  loading: 'Reading the list of your devices',
  unlinked: 'This device is not linked yet, so it cannot show the others.',
  linkThis: 'Link this device',
  entering:
    'This device came back out of a backup and is not in the list yet. It goes in by itself once you have signed in and the server can be reached. If something keeps it out, your sealed conversations say what.',
  notPrimary:
    'This device may read but not add or remove others. Do that on a device marked “Can add and remove devices”.',
  revokeTitle: (name: string) => `Remove ${name}?`,
  revokeConsequences: [
    'It is signed out as soon as the server can reach it.',
    'What is written from now on is sealed without it. Keys change in every sealed conversation before your next message there.',
    'What it has already received it may keep. If it was stolen, whoever unlocks it reads that.',
    'It cannot come back as it is: to use it again, link it as a new device. People you write with see that it is gone.',
  ],
  revokeSubmit: 'Remove device',
  recovery: 'Recovery code',
  failures: {
    'wrong-password': 'That is not the password of your account. Nothing was changed.',
    'not-primary': 'This device may not remove others.',
    'list-moved':
      'The list of your devices has just changed elsewhere. Look at it again; nothing was removed from here.',
    unreachable:
      'The server could not be reached, so the device still reads along. Try again once you are online.',
    failed: (detail: string) => `The device could not be removed. Try again. (${detail})`,
  },
} as const
