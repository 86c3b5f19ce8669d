import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  intro:
    'Eine Datei mit allem, was von diesem Konto auf diesem Gerät ist: Nachrichten, Entwürfe, Einstellungen und Schlüssel, versiegelt mit einer Passphrase. Angehängte Dateien sind nicht dabei.',
  make: 'Sichern…',
  makeTitle: 'Dieses Konto sichern',
  check: 'Sicherung prüfen…',
  checkTitle: 'Sicherung prüfen',
  checkText: 'Liest die ganze Datei und sagt, was darin ist. Es wird nichts geändert.',
  restore: 'Aus einer Sicherung wiederherstellen',
  restoreTitle: 'Aus einer Sicherung wiederherstellen',
  restoreText:
    'Bringt das Konto aus der Sicherung auf dieses Gerät, als ein neues Gerät davon. Geht ohne Netz; melde dich danach an, um weiterzumachen.',
  last: (when: string) => `Letzte Sicherung auf diesem Gerät: ${when}`,
  never: 'Auf diesem Gerät hast du noch keine Sicherung erstellt.',
  passphrase: 'Passphrase der Sicherung',
  passphraseHint:
    'Mindestens 12 Zeichen. Ohne sie kann niemand die Sicherung öffnen, auch du nicht: Schreib sie auf.',
  passphraseAgain: 'Die Passphrase noch einmal',
  passphraseWrong: 'Nimm mindestens 12 Zeichen.',
  passphraseDiffers: 'Das ist eine andere als oben.',
  passphraseMissing: 'Gib die Passphrase ein, mit der die Sicherung erstellt wurde.',
  restoreHint: 'Die, mit der sie erstellt wurde. Sie sperrt von nun an dieses Gerät.',
  waiting: (count: number) =>
    counted(count, {
      one: '# Nachricht wartet auf diesem Gerät noch aufs Senden. Lass sie erst gesendet werden: Ein wiederhergestelltes Gerät sendet sie nicht.',
      other:
        '# Nachrichten warten auf diesem Gerät noch aufs Senden. Lass sie erst gesendet werden: Ein wiederhergestelltes Gerät sendet sie nicht.',
    }),
  file: 'Die Datei',
  fileMissing: 'Wähle die Datei der Sicherung.',
  startMake: 'Sichern',
  startCheck: 'Prüfen',
  startRestore: 'Wiederherstellen',
  working: 'Die Sicherung wird gelesen…',
  writing: 'Die Sicherung wird geschrieben…',
  progress: (done: number, total: number) => `Unterhaltung ${done} von ${total}…`,
  done: (place: string) =>
    `Die Sicherung liegt in ${place}. Prüf sie einmal und bewahre sie woanders auf als auf diesem Computer.`,
  stop: 'Abbrechen',
  close: 'Schließen',
  whole: 'Die Sicherung ist vollständig und lässt sich öffnen.',
  of: (name: string, username: string, host: string) => `Konto: ${name} (@${username} auf ${host})`,
  made: (when: string) => `Erstellt: ${when}`,
  conversations: (count: number) =>
    counted(count, { one: 'Enthält # Unterhaltung.', other: 'Enthält # Unterhaltungen.' }),
  documents: (count: number) => counted(count, { one: 'Enthält # Dokument.', other: 'Enthält # Dokumente.' }),
  keys: (count: number) =>
    counted(count, {
      one: 'Schlüssel von # versiegelten Unterhaltung.',
      other: 'Schlüssel von # versiegelten Unterhaltungen.',
    }),
  identity: 'Damit kannst du zurückkommen, auch wenn alle deine Geräte verloren sind.',
  noIdentity:
    'Das Gerät, das sie erstellt hat, darf keine neuen Geräte zulassen: Um zurückzukommen, brauchst du ein anderes Gerät oder einen Wiederherstellungscode.',
  otherAccount: 'Das ist die Sicherung eines anderen Kontos als das, das hier offen ist.',
  older: (when: string) => `Du hast auf diesem Gerät eine neuere Sicherung erstellt: ${when}.`,
  fileName: (username: string, date: string) => `Tidings-Sicherung ${username} ${date}.tidings`,
  keysUnreadable: (detail: string) =>
    `Die Schlüssel dieses Kontos konnten nicht gelesen werden. Starte Tidings neu und versuch es noch einmal. (${detail})`,
  unreadable:
    'Ein Teil dessen, was auf diesem Gerät ist, konnte nicht gelesen werden. Es wurde keine Sicherung erstellt. Versuch es später noch einmal.',
  failures: {
    'no-backup': 'Diese Datei ist keine Sicherung von Tidings. Wähle eine andere.',
    newer: 'Diese Sicherung stammt von einer neueren Version von Tidings. Nimm diese Version.',
    'wrong-passphrase': 'Das ist nicht die Passphrase dieser Sicherung. Versuch es noch einmal.',
    damaged:
      'Diese Sicherung ist beschädigt: Sie wurde nachträglich geändert. Nichts wurde daraus übernommen. Nimm eine andere Kopie.',
    truncated:
      'Diese Sicherung ist nicht vollständig: Ihr Ende fehlt. Nichts wurde daraus übernommen. Nimm eine andere Kopie.',
    reordered:
      'Diese Sicherung ist beschädigt: Teile fehlen oder stehen in falscher Reihenfolge. Nichts wurde daraus übernommen. Nimm eine andere Kopie.',
    cancelled: 'Es wurde abgebrochen. Nichts wurde geändert.',
    store:
      'Dieses Gerät konnte sie nicht aufnehmen. Ist der Datenträger voll? Nichts wurde wiederhergestellt.',
    'already-here':
      'Dieses Konto oder ein anderes mit seinem Benutzernamen ist schon auf diesem Gerät. Melde dich dort an, oder lösche es erst von diesem Gerät.',
    'not-signed-out': 'Hier ist ein Konto offen. Füge erst ein Konto hinzu und stelle dort wieder her.',
  },
}
