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
  refusals: {
    forbidden: 'Nicht gesendet. Du darfst hier nicht schreiben, vielleicht weil du kein Mitglied mehr bist.',
    closed: 'Nicht gesendet. Hier kann jetzt nichts geschrieben werden.',
    'unknown-conversation': 'Nicht gesendet. Der Server kennt dich in dieser Unterhaltung nicht.',
    unacceptable:
      'Nicht gesendet. Der Server konnte sie so nicht annehmen. Bearbeite sie und sende sie noch einmal.',
    displaced:
      'Nicht gesendet. Der Server hat etwas anderes an ihrer Stelle. Bearbeite sie, um sie als neue Nachricht zu senden.',
    'stale-epoch':
      'Nicht gesendet. Die Schlüssel dieser Unterhaltung haben sich geändert. Sie wird neu versiegelt und von selbst gesendet.',
    'not-linked':
      'Nicht gesendet. Dieses Gerät ist nicht mit deinem Konto gekoppelt. Kopple es in den Einstellungen und sende sie dann noch einmal.',
    'key-changed':
      'Nicht gesendet. Der Schlüssel von jemandem, den du verifiziert hattest, hat sich geändert. Vergleiche ihn neu oder nimm ihn an und sende sie noch einmal.',
    'by-policy':
      'Nicht gesendet. Deine Organisation erlaubt auf diesem Gerät keine versiegelten Nachrichten.',
    'not-verified':
      'Nicht gesendet. Deine Organisation will, dass zuerst alle Schlüssel verglichen werden. Vergleiche die Schlüssel derer, die noch nicht verifiziert sind; dann wird es von selbst gesendet.',
    'rate-limited': 'Nicht gesendet. Das war zu viel auf einmal. Es wird von selbst erneut versucht.',
    unavailable:
      'Nicht gesendet. Der Server kann gerade keine Nachrichten speichern. Es wird von selbst erneut versucht.',
  },
  unacceptable: 'Nicht gesendet. Der Server konnte sie nicht annehmen.',
}
