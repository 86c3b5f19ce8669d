export const words = {
  title: 'Go to a conversation, a person or a command',
  placeholder: 'Where to? A name, or > for commands',
  results: 'Found',
  none: 'Nothing is called that.',
  searchFor: (query: string) => `Search messages for “${query}”`,
  kinds: {
    channel: 'Channel',
    document: 'Document',
    conversation: 'Sealed conversation',
    person: 'Person',
    command: 'Command',
    workspace: 'Workspace',
    account: 'Account',
    search: 'Messages',
  },
  left: 'You have left it',
  recent: 'Used last',
  /** Above what is to be read, and above what is neither that nor used last, where nothing is typed. */
  unread: 'Unread',
  others: 'Everything else',
  /** A choice of the settings, and what it is set to. */
  set: (choice: string, value: string) => `${choice}: ${value}`,
  beginFailed: 'The conversation could not be begun. Try it from "New message or group", which says why.',
} as const
