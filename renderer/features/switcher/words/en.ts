export const words = {
  title: 'Go to a conversation, a person or a command',
  placeholder: 'Where to? A name, or > for commands',
  results: 'Found',
  none: 'Nothing is called that.',
  noneHint: 'For what was said, search all messages.',
  kinds: {
    channel: 'Channel',
    document: 'Document',
    conversation: 'Sealed conversation',
    person: 'Person',
    command: 'Command',
  },
  left: 'You have left it',
  newChannel: 'New channel',
  newDocument: 'New document',
  newMessage: 'New message',
  beginFailed: 'The conversation could not be begun. Try it from "New message", which says why.',
} as const
