import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  title: (workspace: string) => `Invite people to ${workspace}`,
  intro:
    'Whoever has the link can come in, with the account they have or a new one. Send it only to those you mean.',
  role: 'They come in as',
  /** What a role means that is not what one expects. */
  notes: {
    guest: 'Guests see only the private channels and groups that they are added to.',
    admin: 'Admins may invite and remove people, too.',
  },
  uses: 'How many people may use it',
  usesOf: (count: number) => counted(count, { one: '# person', other: '# people' }),
  lasts: 'How long it is good',
  days: (count: number) => counted(count, { one: '# day', other: '# days' }),
  make: 'Make a link',
  link: 'Link',
  copy: 'Copy link',
  copied: 'Copied',
  once: 'It is shown this once. Copy it now, or make another one later.',
  open: 'Links that are still good',
  none: 'There is none.',
  loading: 'Asking the server',
  until: (moment: string) => `until ${moment}`,
  takeBack: 'Take back',
  takeBackOf: (facts: string) => `Take back the link for ${facts}`,
} as const
