import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  changes: {
    react: 'Deine Reaktion gibt es nur auf diesem Gerät.',
    edit: 'Deine Bearbeitung einer Nachricht gibt es nur auf diesem Gerät.',
    pin: 'Was du angeheftet oder gelöst hast, gilt nur auf diesem Gerät.',
    redact: 'Was du gelöscht hast, fehlt nur auf diesem Gerät.',
    reply: 'Deine Antwort in einem Thread gibt es nur auf diesem Gerät.',
    post: 'Deine Nachricht gibt es nur auf diesem Gerät.',
    meta: 'Deine Änderung an der Unterhaltung selbst gilt nur auf diesem Gerät.',
    other: 'Etwas, das du hier getan hast, gilt nur auf diesem Gerät.',
  },
  unacceptable: 'Nicht gesendet. Der Server konnte sie nicht annehmen.',
}
