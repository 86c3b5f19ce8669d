import { english } from '../../../languages/speech.ts'

const { counted, number } = english

export const words = {
  title: 'New message or group',
  to: 'To',
  searchHint: 'Write a name. Enter takes the first, Backspace takes the last one out.',
  found: 'People in this workspace',
  loading: 'Reading who is in this workspace',
  alone: 'There is nobody here yet whom you can write to. You can write notes to yourself.',
  nobodyLeft: 'There is nobody else who could be added.',
  noMatch: (text: string) => `Nobody here is called “${text}”.`,
  more: (count: number) => `and ${number(count)} more; write on to find them`,
  notesEntry: 'Notes to yourself',
  notesText: 'Sealed, on all your devices',
  remove: (name: string) => `Take ${name} out`,
  picked: (count: number) => counted(count, { one: '# person and you.', other: '# people and you.' }),
  keysNotSeen: 'reachable once you are online',
  keysNone: 'has no linked device yet',
  begin: 'Write',
  beginGroup: 'Create group',
  sealed: 'Only the people in it can read it. The server cannot.',
  done: 'Done',
  save: 'Save',
  admin: 'Admin',
  takeOut: 'Take out',
  takeOutOf: (name: string) => `Take out: ${name}`,
  addTitle: 'Add people',
  add: 'Add',
} as const
