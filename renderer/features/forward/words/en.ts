export const words = {
  title: 'Forward this message',
  to: 'To',
  comment: 'Add a comment',
  commentHint: 'Optional.',
  send: 'Forward',
  opened: (workspace: string) =>
    `It comes from a sealed conversation. There everybody in ${workspace} and the server can read it.`,
  missing: 'The conversation is not on this device yet. Try again once the server can be reached.',
  quoted: (author: string, title: string) => `**${author}** in ${title}:`,
  someone: 'Someone',
  you: 'You',
} as const
