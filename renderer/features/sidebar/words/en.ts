import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  conversations: 'Conversations',
  find: 'Find or go to…',
  sidePane: 'Workspaces and conversations',
  workspaces: 'Workspaces',
  channels: 'Channels',
  private: ', private',
  newChannel: 'New channel',
  addWorkspace: 'Join or create a workspace',
  members: (count: number) => counted(count, { one: '# member', other: '# members' }),
  account: (name: string) => `Account of ${name}`,
  lockNow: 'Lock now',
  lockWithSystem: 'Lock with the screen',
  on: 'On',
  off: 'Off',
  passwords: 'Password and passphrase',
  devices: 'Your devices',
  recovery: 'Recovery code',
  protection: 'What Tidings protects, and what not',
  signOut: 'Sign out',
  signOutTitle: 'Sign out with messages waiting?',
  signOutText: (count: number) =>
    counted(count, {
      one: '# message has not reached the server yet. It stays on this device, encrypted, and is sent after you have signed in again while the server can be reached.',
      other:
        '# messages have not reached the server yet. They stay on this device, encrypted, and are sent after you have signed in again while the server can be reached.',
    }),
  createChannel: 'Create channel',
  readersOf: 'Who can read it',
  readByAll: 'Everybody in the workspace',
  readByAllText: 'The server can read it too: it keeps it searchable for those who join later.',
  readByChosen: 'Only people you choose',
  readByChosenText:
    'Sealed: the server cannot read it, nor see its name. Who is added later reads what is written from then on.',
  channelPeople: 'People',
  channelPeopleMissing: 'Choose at least one person.',
  privateNameLong: 'Write at most 63 characters.',
  resize: 'Width of the sidebar',
  close: 'Hide conversations',
  noChannels: 'No channels yet',
  settings: 'Settings',
} as const
