export const words = {
  copyCode: 'Copy code',
  codeCopied: 'Copied',
  you: 'You',
  someone: 'Someone',
  table: 'Table',
  mention: (name: string) => `@${name}`,
  card: (name: string) => `About ${name}`,
  isYou: 'This is you',
  notMember: 'No account in this workspace',
  roles: { owner: 'Owner', admin: 'Admin', member: '', guest: 'Guest' },
  message: 'Message',
  notes: 'Notes to yourself',
} as const
