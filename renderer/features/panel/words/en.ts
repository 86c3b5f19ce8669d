import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  thread: 'Thread',
  threadIn: (title: string) => `Thread in ${title}`,
  threadMissing: 'The message that this thread is about is not on this device yet.',
  replyInThread: 'Reply in the thread',
  alsoIn: (title: string) => `Also send to ${title}`,
  backTo: (title: string) => `Back to ${title}`,
  found: 'Search results',
  pinned: 'Pinned messages',
  nothingPinned: 'Nothing is pinned in what of this conversation is on this device.',
  details: 'About this conversation',
  about: 'About',
  people: (count: number) => counted(count, { one: '# person', other: '# people' }),
  roles: { owner: 'Owner', admin: 'Admin', member: '', guest: 'Guest' },
  privateReaders:
    'The people listed here, and the server, which can read it too: it checks who wrote what and keeps it for those who are away.',
  sealedReaders:
    'Only the people listed here, on their own devices. It is sealed before it leaves this device; the server cannot read it.',
  by: (name: string, moment: string) => `${name}, ${moment}`,
  files: 'Files',
  you: 'You',
  someone: 'Someone',
} as const
