export const words = {
  copyCode: 'Copy code',
  codeCopied: 'Copied',
  you: 'You',
  someone: 'Someone',
  table: 'Table',
  mention: (name: string) => `@${name}`,
  openTitle: 'Open this link?',
  openText: 'It leads out of Tidings, to',
  openWarning:
    'The name of this site has letters that can be mistaken for others. Open it only if you know it.',
  openWhole: 'Whole address',
  open: 'Open link',
  copyAddress: 'Copy address',
  card: (name: string) => `About ${name}`,
  isYou: 'This is you',
  notMember: 'No account in this workspace',
} as const
