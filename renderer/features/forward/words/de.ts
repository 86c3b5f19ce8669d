import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  title: 'Diese Nachricht weiterleiten',
  to: 'An',
  toHint: 'Schreib einen Namen. Enter nimmt den ersten, die Rücktaste nimmt den letzten heraus.',
  found: 'Unterhaltungen und Personen',
  noMatch: (text: string) => `Nichts heißt hier „${text}“.`,
  more: (count: number) =>
    counted(count, {
      one: 'und # weiteres; schreib weiter, um es zu finden',
      other: 'und # weitere; schreib weiter, um sie zu finden',
    }),
  full: (count: number) =>
    counted(count, { one: 'Höchstens # Ziel auf einmal.', other: 'Höchstens # Ziele auf einmal.' }),
  deleted: 'Die Nachricht wurde inzwischen gelöscht. Sie kann nicht mehr weitergeleitet werden.',
  failed: (name: string, why: string) => `${name}: nicht weitergeleitet. ${why}`,
  sent: (count: number) =>
    counted(count, {
      one: 'An # Unterhaltung weitergeleitet.',
      other: 'An # Unterhaltungen weitergeleitet.',
    }),
  waits: (count: number) =>
    counted(count, {
      one: 'Sie wird an # Unterhaltung weitergeleitet, sobald der Server erreichbar ist.',
      other: 'Sie wird an # Unterhaltungen weitergeleitet, sobald der Server erreichbar ist.',
    }),
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
