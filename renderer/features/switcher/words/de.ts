import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Zu einer Unterhaltung, einer Person oder einem Befehl',
  placeholder: 'Wohin? Ein Name, oder > für Befehle',
  results: 'Gefunden',
  none: 'Nichts heißt so.',
  searchFor: (query) => `Nachrichten nach „${query}“ durchsuchen`,
  kinds: {
    channel: 'Kanal',
    document: 'Dokument',
    conversation: 'Versiegelte Unterhaltung',
    person: 'Person',
    command: 'Befehl',
    workspace: 'Workspace',
    account: 'Konto',
    search: 'Nachrichten',
  },
  left: 'Du hast ihn verlassen',
  recent: 'Zuletzt benutzt',
  unread: 'Ungelesen',
  others: 'Alles andere',
  set: (choice, value) => `${choice}: ${value}`,
  beginFailed:
    'Die Unterhaltung konnte nicht begonnen werden. Versuch es über „Neue Nachricht oder Gruppe“, dort steht, warum.',
}
