import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  text: 'Eine Änderung von dir gibt es nur auf diesem Gerät: eine Reaktion, etwas Angeheftetes, eine Löschung oder ein Thema.',
  unacceptable: 'Nicht gesendet. Der Server konnte sie nicht annehmen.',
}
