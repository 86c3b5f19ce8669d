import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  text: 'Etwas, das du hier getan hast, gibt es nur auf diesem Gerät: eine Reaktion, eine Bearbeitung, etwas Angeheftetes, eine Löschung, eine Antwort in einem Thread oder eine Änderung an der Unterhaltung selbst.',
  unacceptable: 'Nicht gesendet. Der Server konnte sie nicht annehmen.',
}
