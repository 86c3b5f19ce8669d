import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  copyCode: 'Code kopieren',
  codeCopied: 'Kopiert',
  you: 'Du',
  someone: 'Jemand',
  table: 'Tabelle',
  mention: (name: string) => `@${name}`,
  openTitle: 'Diesen Link öffnen?',
  openText: 'Er führt aus Tidings hinaus, zu',
  openWarning:
    'Der Name dieser Seite enthält Buchstaben, die sich mit anderen verwechseln lassen. Öffne sie nur, wenn du sie kennst.',
  openWhole: 'Ganze Adresse',
  open: 'Link öffnen',
  copyAddress: 'Adresse kopieren',
  card: (name: string) => `Über ${name}`,
  isYou: 'Das bist du',
  notMember: 'Kein Konto in diesem Workspace',
  roles: { owner: 'Inhaber', admin: 'Admin', member: '', guest: 'Gast' },
  message: 'Nachricht',
  notes: 'Notizen an dich',
}
