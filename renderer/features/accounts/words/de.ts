import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  accounts: 'Konten',
  account: (name: string) => `Konto von ${name}`,
  hint: (name: string, server: string, keys: string) => `${name} · ${server} · ${keys}`,
  keys: (place: number) => `Strg+Umschalt+${place}`,
  keysMac: (place: number) => `⌘⇧${place}`,
  locked: ', gesperrt',
  signedOut: 'Neues Konto',
  add: 'Konto hinzufügen',
  addTitle: 'Konto hinzufügen',
  addText:
    'Jedes Konto hat hier seine eigenen Nachrichten, Schlüssel und seine eigene Suche: Keines sieht etwas von einem anderen. Alle, die entsperrt sind, bleiben verbunden.',
  where: 'Wo ist das Konto?',
  places: { same: 'Auf demselben Server', other: 'Auf einem anderen Server' },
  address: 'Adresse des Servers',
  addressHint: 'Wie du sie vom Betreiber hast, etwa https://chat.example.org',
  addressMissing: 'Gib die Adresse des Servers ein.',
  proceed: 'Weiter',
  leave: 'Kein Konto hinzufügen',
  useAnother: 'Anderes Konto verwenden',
  remove: 'Dieses Konto aus dem Fenster nehmen',
  erase: 'Von diesem Gerät löschen',
  failures: {
    'by-policy': 'Deine Organisation erlaubt keine Konten auf diesem Server.',
    'too-many': 'In diesem Fenster sind schon acht Konten. Melde dich erst von einem ab.',
    'no-address': 'Das ist keine Adresse eines Servers. Sie beginnt mit https:// oder http://.',
  },
}
