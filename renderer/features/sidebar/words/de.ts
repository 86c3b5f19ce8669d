import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  conversations: 'Unterhaltungen',
  find: 'Finden oder öffnen …',
  sidePane: 'Workspaces und Unterhaltungen',
  workspaces: 'Workspaces',
  channels: 'Kanäle',
  private: ', privat',
  newChannel: 'Neuer Kanal',
  addWorkspace: 'Workspace beitreten oder erstellen',
  members: (count: number) => counted(count, { one: '# Mitglied', other: '# Mitglieder' }),
  account: (name: string) => `Konto von ${name}`,
  lockNow: 'Jetzt sperren',
  lockWithSystem: 'Mit dem Bildschirm sperren',
  on: 'An',
  off: 'Aus',
  passwords: 'Passwort und Passphrase',
  devices: 'Deine Geräte',
  recovery: 'Wiederherstellungscode',
  protection: 'Was Tidings schützt und was nicht',
  signOut: 'Abmelden',
  signOutTitle: 'Abmelden, obwohl Nachrichten warten?',
  signOutText: (count: number) =>
    counted(count, {
      one: '# Nachricht hat den Server noch nicht erreicht. Sie bleibt verschlüsselt auf diesem Gerät und wird gesendet, sobald du wieder angemeldet und der Server erreichbar ist.',
      other:
        '# Nachrichten haben den Server noch nicht erreicht. Sie bleiben verschlüsselt auf diesem Gerät und werden gesendet, sobald du wieder angemeldet und der Server erreichbar ist.',
    }),
  createChannel: 'Kanal erstellen',
  readersOf: 'Wer ihn lesen kann',
  readByAll: 'Alle im Workspace',
  readByAllText: 'Auch der Server kann ihn lesen: So bleibt er für die durchsuchbar, die später kommen.',
  readByChosen: 'Nur Personen, die du wählst',
  readByChosenText:
    'Versiegelt: Der Server kann weder ihn noch seinen Namen lesen. Wer später dazukommt, liest, was ab dann geschrieben wird.',
  channelPeople: 'Personen',
  channelPeopleMissing: 'Wähle mindestens eine Person.',
  privateNameLong: 'Schreib höchstens 63 Zeichen.',
  resize: 'Breite der Seitenleiste',
  close: 'Unterhaltungen ausblenden',
  noChannels: 'Noch keine Kanäle',
  settings: 'Einstellungen',
}
