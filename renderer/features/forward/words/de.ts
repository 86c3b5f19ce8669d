import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Diese Nachricht weiterleiten',
  to: 'An',
  comment: 'Kommentar hinzufügen',
  commentHint: 'Optional.',
  send: 'Weiterleiten',
  opened: (workspace: string) =>
    `Sie kommt aus einer versiegelten Unterhaltung. Dort können alle in ${workspace} und der Server sie lesen.`,
  missing:
    'Die Unterhaltung ist noch nicht auf diesem Gerät. Versuch es noch einmal, sobald der Server erreichbar ist.',
  quoted: (author: string, title: string) => `**${author}** in ${title}:`,
  someone: 'Jemand',
  you: 'Du',
}
