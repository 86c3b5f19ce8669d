import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  intro:
    'Eine Datei mit allem von diesem Konto auf diesem Gerät: Nachrichten, Entwürfe, Einstellungen, Schlüssel und, wenn du willst, angehängte Dateien, versiegelt mit einer Passphrase.',
  make: 'Sichern…',
  makeTitle: 'Dieses Konto sichern',
  check: 'Sicherung prüfen…',
  checkTitle: 'Eine Sicherung prüfen',
  checkText: 'Liest die ganze Datei und sagt, was darin ist. Es wird nichts verändert.',
  restoreTitle: 'Aus einer Sicherung wiederherstellen',
  restoreText:
    'Bringt das Konto der Sicherung auf dieses Gerät, als neues Gerät des Kontos. Geht ohne Netz; melde dich danach an, um weiterzumachen.',
  last: (when: string) => `Letzte Sicherung auf diesem Gerät: ${when}`,
  never: 'Du hast auf diesem Gerät noch keine Sicherung gemacht.',
  passphrase: 'Passphrase der Sicherung',
  passphraseHint:
    'Mindestens 12 Zeichen. Ohne sie kann niemand die Sicherung öffnen, auch du nicht: Schreib sie auf.',
  passphraseAgain: 'Die Passphrase noch einmal',
  passphraseWrong: 'Nimm mindestens 12 Zeichen.',
  passphraseDiffers: 'Das ist eine andere als oben.',
  passphraseMissing: 'Gib die Passphrase ein, mit der die Sicherung gemacht wurde.',
  restoreHint: 'Die, mit der sie gemacht wurde. Sie sperrt von nun an dieses Gerät.',
  waiting: (count: number) =>
    counted(count, {
      one: '# Nachricht wartet auf diesem Gerät noch auf das Senden. Lass sie erst senden: Ein wiederhergestelltes Gerät sendet sie nicht.',
      other:
        '# Nachrichten warten auf diesem Gerät noch auf das Senden. Lass sie erst senden: Ein wiederhergestelltes Gerät sendet sie nicht.',
    }),
  again: 'Wieder anlegen',
  every: { once: 'Nie', day: 'Jeden Tag', week: 'Jede Woche' },
  againHint:
    'Tidings legt sie von selbst wieder an, solange es offen ist: im selben Ordner, mit derselben Passphrase. Die neuesten drei bleiben.',
  madeAgain: {
    day: (folder: string) => `Wird jeden Tag wieder angelegt, in ${folder}.`,
    week: (folder: string) => `Wird jede Woche wieder angelegt, in ${folder}.`,
  },
  next: (when: string) => `Nächste: ${when}`,
  late: (when: string) =>
    `Die Sicherung, die ${when} fällig war, fehlt. Tidings versucht es jede Stunde: Sieh nach, ob der Ordner erreichbar ist und Platz hat.`,
  endAgain: 'Nicht mehr wieder anlegen',
  againEnded: 'Es wird keine Sicherung mehr von selbst angelegt. Die vorhandenen bleiben.',
  repeatFailed: (reason: string) => `Die fällige Sicherung konnte nicht angelegt werden. ${reason}`,
  file: 'Die Datei',
  chooseFile: 'Auswählen…',
  noFile: 'Noch keine ausgewählt',
  fileMissing: 'Wähle die Datei der Sicherung.',
  withFiles: 'Mit angehängten Dateien',
  withFilesHere: (count: number, size: string) =>
    counted(count, {
      one: `Mit angehängten Dateien: # Datei, ${size}`,
      other: `Mit angehängten Dateien: # Dateien, ${size}`,
    }),
  filesElsewhere: 'Dateien, die nicht auf diesem Gerät sind, sind nicht darin; der Server hat sie.',
  filesProgress: (done: string, total: string) => `Angehängte Dateien: ${done} von ${total}…`,
  files: (count: number, size: string) =>
    counted(count, {
      one: `Enthält # angehängte Datei, ${size}.`,
      other: `Enthält # angehängte Dateien, ${size}.`,
    }),
  noFiles: 'Enthält keine angehängten Dateien.',
  filesOfServer:
    'Dateien, die nicht auf dem Gerät waren, das sie gemacht hat, sind nicht darin; der Server hat sie.',
  filesMissed: (count: number) =>
    counted(count, {
      one: 'Für # angehängte Datei war auf diesem Gerät kein Platz. Alles andere ist wiederhergestellt; die Datei kommt vom Server.',
      other:
        'Für # angehängte Dateien war auf diesem Gerät kein Platz. Alles andere ist wiederhergestellt; die Dateien kommen vom Server.',
    }),
  startMake: 'Sichern',
  startCheck: 'Prüfen',
  startRestore: 'Wiederherstellen',
  working: 'Die Sicherung wird gelesen…',
  writing: 'Die Sicherung wird geschrieben…',
  progress: (done: number, total: number) => `Unterhaltung ${done} von ${total}…`,
  done: (place: string) =>
    `Die Sicherung ist in ${place}. Prüfe sie einmal und bewahre sie anderswo als auf diesem Rechner auf.`,
  stop: 'Anhalten',
  close: 'Schließen',
  whole: 'Die Sicherung ist vollständig und lässt sich öffnen.',
  of: (name: string, username: string, host: string) => `Konto: ${name} (@${username} auf ${host})`,
  made: (when: string) => `Gemacht: ${when}`,
  conversations: (count: number) =>
    counted(count, { one: 'Enthält # Unterhaltung.', other: 'Enthält # Unterhaltungen.' }),
  documents: (count: number) => counted(count, { one: 'Enthält # Dokument.', other: 'Enthält # Dokumente.' }),
  keys: (count: number) =>
    counted(count, {
      one: 'Schlüssel von # versiegelter Unterhaltung.',
      other: 'Schlüssel von # versiegelten Unterhaltungen.',
    }),
  identity: 'Mit ihr kannst du zurückkommen, auch wenn alle deine Geräte verloren sind.',
  noIdentity:
    'Das Gerät, das sie gemacht hat, darf keine neuen Geräte aufnehmen: Um zurückzukommen, brauchst du ein anderes Gerät oder einen Wiederherstellungscode.',
  otherAccount: 'Das ist die Sicherung eines anderen Kontos als des hier offenen.',
  older: (when: string) => `Du hast auf diesem Gerät eine neuere Sicherung gemacht: ${when}.`,
  fileName: 'Tidings-Sicherung',
  keysUnreadable: (detail: string) =>
    `Die Schlüssel dieses Kontos konnten nicht gelesen werden. Starte Tidings neu und versuche es noch einmal. (${detail})`,
  unreadable:
    'Ein Teil dessen, was auf diesem Gerät ist, konnte nicht gelesen werden. Es wurde keine Sicherung gemacht. Versuche es später noch einmal.',
  failures: {
    'no-backup':
      'Diese Datei ist keine Sicherung von Tidings. Wähle eine andere: Der Name einer Sicherung endet auf .tidings.',
    newer: 'Eine spätere Version von Tidings hat diese Sicherung gemacht. Nimm jene Version.',
    'wrong-passphrase': 'Das ist nicht die Passphrase dieser Sicherung. Versuche es noch einmal.',
    damaged:
      'Diese Sicherung ist beschädigt: Sie wurde verändert, nachdem sie gemacht war. Es wurde nichts daraus übernommen. Nimm eine andere Kopie.',
    truncated:
      'Diese Sicherung ist nicht vollständig: Ihr Ende fehlt, wie wenn das Kopieren mittendrin aufhört. Es wurde nichts daraus übernommen. Kopiere sie noch einmal oder nimm eine andere Kopie.',
    reordered:
      'Diese Sicherung ist beschädigt: Teile fehlen oder sind nicht in ihrer Reihenfolge. Es wurde nichts daraus übernommen. Nimm eine andere Kopie.',
    cancelled: 'Es wurde abgebrochen. Es wurde nichts verändert.',
    empty:
      'Diese Datei ist leer: Das Kopieren wurde nicht fertig, oder es wurde nie etwas hineingeschrieben. Wähle eine andere Kopie.',
    gone: 'Die Datei lässt sich nicht mehr lesen: Sie wurde verschoben oder verändert, oder ihr Laufwerk ist nicht mehr da. Wähle sie noch einmal.',
    store: 'Dieses Gerät konnte sie nicht aufnehmen. Ist die Platte voll? Es wurde nichts wiederhergestellt.',
    'already-here':
      'Dieses Konto oder ein anderes mit seinem Benutzernamen ist schon auf diesem Gerät. Melde dich dort an oder lösche es erst von diesem Gerät.',
    'not-signed-out': 'Hier ist ein Konto offen. Füge erst ein Konto hinzu und stelle dort wieder her.',
  },
}
