import { english } from '../../../languages/speech.ts'

export const words = {
  title: 'Files and links',
  kind: 'What to show',
  kinds: { images: 'Pictures', files: 'Files', links: 'Links' },
  filter: 'Find by name',
  none: {
    images: 'No pictures yet. Those that somebody sends here are listed.',
    files: 'No files yet. Those that somebody sends here are listed.',
    links: 'No links yet. Those that somebody sends here are listed.',
  },
  noneNamed: 'Nothing here has that name.',
  looking: 'Looking…',
  by: (name: string, moment: string) => `${name}, ${moment}`,
  openLink: (host: string) => `Open link to ${host}`,
  more: 'Look further back',
  /** Only what lies on this device is looked through. */
  coverage: (left: number) =>
    english.counted(left, {
      one: '# part of your history on this device is still to be looked through.',
      other: '# parts of your history on this device are still to be looked through.',
    }),
  you: 'You',
  someone: 'Someone',
} as const
