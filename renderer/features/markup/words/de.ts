import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  copyCode: 'Code kopieren',
  codeCopied: 'Kopiert',
  you: 'Du',
  someone: 'Jemand',
  table: 'Tabelle',
  mention: (name: string) => `@${name}`,
  all: 'alle hier',
  card: (name: string) => `Über ${name}`,
  isYou: 'Das bist du',
  notMember: 'Kein Konto in diesem Workspace',
  roles: { owner: 'Inhaber', admin: 'Admin', member: '', guest: 'Gast' },
  message: 'Nachricht',
  notes: 'Notizen an dich',
}
