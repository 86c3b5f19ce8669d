import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  eraseTitle: 'Alles von diesem Konto auf diesem Gerät löschen?',
  eraseText: [
    'Alle Nachrichten, Dateien, Entwürfe, Schlüssel und der Suchindex dieses Kontos verschwinden von diesem Gerät. Andere Konten hier bleiben, wie sie sind.',
    'Dein Konto bleibt auf dem Server: Melde dich wieder an, und was der Server aufbewahrt, kommt zurück.',
    'Versiegelte Nachrichten kommen nur zurück, wenn du ein anderes Gerät oder einen Wiederherstellungscode hast.',
  ],
  eraseWaiting: (count: number) =>
    counted(count, {
      one: '# Nachricht wurde noch nicht gesendet. Sie geht endgültig verloren.',
      other: '# Nachrichten wurden noch nicht gesendet. Sie gehen endgültig verloren.',
    }),
  confirmLabel: (username: string) => `Zur Bestätigung deinen Benutzernamen eingeben: ${username}`,
  confirmWrong: (username: string) => `Gib genau ${username} ein.`,
  remove: 'Konto löschen',
  removeTitle: 'Dein Konto endgültig löschen?',
  removeText: [
    'Dein Name, deine E-Mail-Adresse, dein Passwort, deine Geräte und die Kopie zur Wiederherstellung werden vom Server gelöscht. Alle deine Geräte werden abgemeldet. Es gibt kein Zurück.',
    'Was du geschrieben hast, bleibt in den Unterhaltungen der anderen, unter dem Namen „Gelöschtes Konto“. Lösche vorher Nachrichten, die nicht bleiben sollen.',
    'In versiegelten Unterhaltungen bleibst du in der Liste der Mitglieder, bis dich jemand herausnimmt; mit deinen Schlüsseln kann niemand etwas lesen.',
    'Alles von diesem Konto auf diesem Gerät wird auch gelöscht.',
  ],
  browserText:
    'Dein Konto hat kein Passwort: Dein Browser öffnet sich, und du meldest dich dort noch einmal an, um zu zeigen, dass du es bist.',
  lastOwner: (workspaces: string) =>
    `Du bist allein Eigentümer eines Arbeitsbereichs, den andere nutzen. Mach erst jemand anderen zum Eigentümer: ${workspaces}`,
  tryAgain: 'Erneut versuchen',
  goOn: 'Im Browser weiter',
  eraseLater:
    'Dein Konto wurde auf dem Server gelöscht, aber von diesem Gerät konnte nicht alles gelöscht werden. Nimm „Von diesem Gerät löschen“.',
  eraseFailed: (detail: string) =>
    `Es konnte nicht alles gelöscht werden, und du bist hier abgemeldet. Versuche es nach einem Neustart noch einmal. (${detail})`,
  wrongPassword: 'Das ist nicht dein Passwort. Es wurde nichts gelöscht.',
}
