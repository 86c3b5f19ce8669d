export const words = {
  accounts: 'Accounts',
  account: (name: string) => `Account of ${name}`,
  /** Where to get to it from anywhere. */
  hint: (name: string, server: string, keys: string) => `${name} · ${server} · ${keys}`,
  keys: (place: number) => `Ctrl+Shift+${place}`,
  keysMac: (place: number) => `⌘⇧${place}`,
  locked: ', locked',
  signedOut: 'New account',
  add: 'Add an account',
  addTitle: 'Add an account',
  addText:
    'Each account here has its own messages, keys and search: none sees anything of another. All that are unlocked stay connected.',
  where: 'Where is the account?',
  places: { same: 'On the same server', other: 'On another server' },
  address: 'Address of the server',
  addressHint: 'As whoever runs it gave it to you, such as https://chat.example.org',
  addressMissing: 'Write the address of the server.',
  proceed: 'Go on',
  leave: 'Do not add an account',
  useAnother: 'Use another account',
  remove: 'Take this account out of the window',
  erase: 'Delete from this device',
  failures: {
    'by-policy': 'Your organisation does not allow accounts on that server.',
    'too-many': 'There are eight accounts in this window already. Sign out of one first.',
    'no-address': 'That is no address of a server. It begins with https:// or http://.',
  },
} as const
