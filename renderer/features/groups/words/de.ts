import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  title: 'Neue Nachricht oder Gruppe',
  to: 'An',
  searchHint: 'Schreib einen Namen. Enter nimmt den ersten, die Rücktaste nimmt den letzten heraus.',
  found: 'Personen in diesem Workspace',
  loading: 'Es wird gelesen, wer in diesem Workspace ist',
  alone: 'Hier ist noch niemand, dem du schreiben kannst. Du kannst Notizen an dich schreiben.',
  nobodyLeft: 'Sonst gibt es niemanden zum Hinzufügen.',
  noMatch: (text: string) => `Niemand heißt hier „${text}“.`,
  more: (count: number) =>
    counted(count, {
      one: 'und # weitere; schreib weiter, um sie zu finden',
      other: 'und # weitere; schreib weiter, um sie zu finden',
    }),
  notesEntry: 'Notizen an dich',
  notesText: 'Versiegelt, auf all deinen Geräten',
  remove: (name: string) => `${name} herausnehmen`,
  picked: (count: number) => counted(count, { one: '# Person und du.', other: '# Personen und du.' }),
  keysNotSeen: 'erreichbar, sobald du online bist',
  keysNone: 'hat noch kein gekoppeltes Gerät',
  begin: 'Schreiben',
  beginGroup: 'Gruppe erstellen',
  sealed: 'Nur die Beteiligten können es lesen. Der Server kann es nicht.',
  done: 'Fertig',
  save: 'Speichern',
  admin: 'Admin',
  takeOut: 'Herausnehmen',
  takeOutOf: (name: string) => `Herausnehmen: ${name}`,
  addTitle: 'Personen hinzufügen',
  add: 'Hinzufügen',
}
