import { english } from '../../../languages/speech.ts'

const { inRow } = english

export const words = {
  section: 'Documents',
  none: 'No documents yet',
  newDocument: 'New document',
  createDocument: 'Create document',
  editDocument: 'Edit title, topic and icon',
  title: 'Title',
  titleWrong: 'Write 1 to 120 characters.',
  toolbar: 'Formatting',
  withKeys: (name: string, keys: string) => `${name} (${keys})`,
  commands: {
    undo: 'Undo',
    redo: 'Redo',
    heading1: 'Heading 1',
    heading2: 'Heading 2',
    heading3: 'Heading 3',
    bold: 'Bold',
    italic: 'Italic',
    strike: 'Strikethrough',
    code: 'Code',
    link: 'Link',
    bulletList: 'Bulleted list',
    orderedList: 'Numbered list',
    taskList: 'Check list',
    blockquote: 'Quote',
    codeBlock: 'Code block',
  },
  textOf: (title: string) => `Text of ${title}`,
  emptyHint: 'Write here. Everyone in the workspace can read and edit it, and it works offline too.',
  taskDone: 'Done',
  task: (text: string) => `Done: ${text}`,
  someone: 'Someone',
  addLink: 'Add a link',
  changeLink: 'Change the link',
  linkAddress: 'Address',
  linkHint: 'Of the web (https, http) or of mail.',
  linkWrong: 'This is no address of the web or of mail.',
  setLink: 'Set link',
  openLink: 'Open link',
  removeLink: 'Remove link',
  here: (names: ReadonlyArray<string>) => `Also here: ${inRow(names)}`,
  nobodyHere: 'Nobody else is here just now',
  chat: 'Chat about this document',
  showChat: 'Show the chat',
  hideChat: 'Hide the chat',
  opening: 'Opening the document',
  tryAgain: 'Try again',
  /** Where the text is kept. */
  kept: {
    connecting: 'Connecting',
    offline: 'Offline. Saved on this device, sent later.',
    offlineSaving: 'Offline. Saving',
    saved: 'Saved on the server',
    saving: 'Saving',
    deviceOnly: 'Saved on this device only',
  },
  troubles: {
    strange:
      'This document holds something that this version of Tidings cannot show. Nothing of it was changed; update Tidings to open it.',
    diskFull:
      'The disk is full: changes of this document cannot be kept on this device. Make room; meanwhile keep this window open and the server in reach.',
    notKept:
      'Changes of this document cannot be kept on this device just now. Keep this window open and the server in reach; it is tried again by itself.',
    damaged:
      'A part of this document could not be read on this device. What the server has of it comes again from there.',
  },
  stopped: {
    'not-a-member':
      'You are no longer a member of this workspace. What you wrote is kept on this device, and is not sent.',
    full: 'This document is full. What you wrote is kept on this device; delete something and try again, or go on in a new document.',
    refused: 'The server did not accept the newest changes of this document. They are kept on this device.',
  },
  absent:
    'This document is not on this device yet. It comes once the server can be reached; the chat works meanwhile.',
} as const
