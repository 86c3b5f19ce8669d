import type { Translated } from '../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  close: 'Schließen',
  cancel: 'Abbrechen',
  undo: 'Rückgängig',
  on: 'An',
  off: 'Aus',
  dismiss: 'Ausblenden',
  toasts: 'Was gerade geschehen ist',
  notCopied:
    'Nichts wurde kopiert: Die Zwischenablage war nicht erreichbar. Versuch es noch einmal, oder markiere den Text und drücke Strg+C.',
  lastSeen: (moment: string) => `zuletzt gesehen ${moment}`,
  presence: { online: 'online', away: 'abwesend', busy: 'beschäftigt' },
}
