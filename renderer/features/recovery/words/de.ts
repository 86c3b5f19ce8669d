import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = german

export const words: Translated<typeof english> = {
  title: 'Wiederherstellungscode',
  notSetUpText:
    'Du hast noch keinen. Gehen alle deine Geräte verloren, kann niemand deine versiegelten Unterhaltungen wieder öffnen: du nicht, und auch der Betreiber des Servers nicht.',
  setUpText: (made: string, saved: string) =>
    `Eingerichtet am ${made}. Die versiegelte Kopie deiner Schlüssel auf dem Server ist vom ${saved}.`,
  renewedText: (made: string, saved: string) =>
    `Erneuert am ${made}; der Code davor öffnet nichts mehr. Die versiegelte Kopie deiner Schlüssel auf dem Server ist vom ${saved}.`,
  unknownText: 'Es wird gefragt, ob es einen gibt.',
  explain:
    'Der Code besteht aus 36 Buchstaben und Ziffern. Er öffnet eine versiegelte Kopie deiner Schlüssel, die auf dem Server liegt. Der Server kennt den Code nicht und kann ihn nicht herausfinden.',
  setUp: 'Code erstellen',
  renew: 'Neuen Code erstellen',
  renewText: 'Dein jetziger Code endet, wenn der neue bestätigt ist.',
  showTitle: 'Schreib diesen Code auf',
  showText:
    'Er wird nur dieses eine Mal gezeigt. Wer ihn hat und sich als du anmeldet, liest alles; bewahre ihn also dort auf, wo du einen Ausweis aufbewahrst: nicht in einem Chat, nicht in deinen Mails.',
  label: 'Wiederherstellungscode, 9 Gruppen zu 4 Zeichen',
  copy: 'Kopieren',
  copied:
    'Kopiert. Andere Programme können lesen, was kopiert ist; füge ihn am besten in einen Passwortmanager ein und kopiere dann etwas anderes.',
  print: 'Drucken',
  save: 'Als Datei speichern',
  saved: 'Unverschlüsselt in deinen Downloads gespeichert. Verschieb ihn dorthin, wo nur du drankommst.',
  fileName: 'tidings-wiederherstellungscode.txt',
  sheetTitle: 'Tidings-Wiederherstellungscode',
  sheetFor: (username: string, made: string) => `Konto: ${username}. Erstellt am ${made}.`,
  sheetText: 'Wer diesen Code und das Passwort des Kontos hat, kann dessen versiegelte Unterhaltungen lesen.',
  written: 'Ich habe ihn schriftlich',
  confirmTitle: 'Ist er richtig aufgeschrieben?',
  confirmText: 'Gib diese zwei Gruppen von deinem Zettel ein.',
  group: (which: number) => `Gruppe ${number(which)}`,
  groupWrong: (which: number) =>
    `Das ist nicht Gruppe ${number(which)}. Sieh noch einmal nach, was du aufgeschrieben hast.`,
  showAgain: 'Code noch einmal zeigen',
  confirm: 'Bestätigen',
  doneTitle: 'Dein Wiederherstellungscode ist eingerichtet',
  doneText:
    'Die Kopie auf dem Server wird von selbst erneuert, während du weiterschreibst, etwa alle fünf Minuten: was neuer ist, ist noch nicht darin. Der Code bleibt derselbe.',
  done: 'Fertig',
  enterTitle: 'Wiederherstellungscode verwenden',
  enterLabel: 'Wiederherstellungscode',
  enterHint: 'Klein- oder Großbuchstaben, mit oder ohne Leerzeichen und Bindestriche.',
  enterSubmit: 'Meine Unterhaltungen öffnen',
  restoring: (done: number, total: number) =>
    `Geöffnete Unterhaltungen: ${number(done)} von ${number(total)}`,
  restoringText:
    'Die neuesten Nachrichten kommen zuerst. Wer mit dir schreibt, sieht, dass du mit einem Code zurückgekommen bist.',
  restoredTitle: 'Deine Unterhaltungen sind wieder offen',
  restoredText:
    'Erstelle einen neuen Wiederherstellungscode, falls jemand anders diesen gesehen haben könnte.',
  problems: {
    empty: 'Gib den Code ein.',
    tooShort: (missing: number) =>
      counted(missing, {
        one: 'Es fehlt # Zeichen. Ein Code hat 9 Gruppen zu 4.',
        other: 'Es fehlen # Zeichen. Ein Code hat 9 Gruppen zu 4.',
      }),
    tooLong: (extra: number) =>
      counted(extra, {
        one: 'Es ist # Zeichen zu viel. Ein Code hat 9 Gruppen zu 4.',
        other: 'Es sind # Zeichen zu viel. Ein Code hat 9 Gruppen zu 4.',
      }),
    notOfACode: (character: string, group: number) =>
      `„${character}“ kommt in keinem Wiederherstellungscode vor. Es steht in Gruppe ${number(group)}.`,
  },
  failures: {
    'wrong-password': 'Das ist nicht das Passwort deines Kontos. Es wurde nichts geändert.',
    'not-primary':
      'Dieses Gerät darf den Wiederherstellungscode nicht ändern. Nimm eines, das Geräte hinzufügen und entfernen kann.',
    unreachable:
      'Der Server war nicht erreichbar, und die versiegelte Kopie liegt dort. Es wurde nichts geändert. Versuch es noch einmal, sobald du online bist.',
    failed: (detail: string) =>
      `Es hat nicht geklappt. Es wurde nichts geändert. Versuch es noch einmal. (${detail})`,
  },
  restoreFailures: {
    mistyped:
      'Im Code ist ein Tippfehler: Seine letzte Gruppe passt nicht zu den anderen. Vergleiche ihn mit deinem Zettel, Gruppe für Gruppe.',
    'wrong-code':
      'Das ist ein Wiederherstellungscode, aber nicht der dieses Kontos. Sieh nach, ob dein Zettel ein anderes Konto nennt.',
    replaced: (moment: string) =>
      `Dieser Code wurde durch einen neueren ersetzt, ${moment}. Such den neueren Zettel.`,
    oldCopy: (moment: string) =>
      `Der Server gibt eine Kopie deiner Schlüssel vom ${moment} heraus, und es gibt eine neuere. Der Code stimmt. Mach damit nicht weiter; sag es dem Betreiber deines Servers.`,
    'no-copy':
      'Auf dem Server gibt es keine versiegelte Kopie der Schlüssel dieses Kontos. Kopple mit einem anderen Gerät, oder fang neu an.',
    unreachable:
      'Der Server war nicht erreichbar, und die versiegelte Kopie liegt dort. Versuch es noch einmal, sobald du online bist.',
    failed: (detail: string) => `Es hat nicht geklappt. Versuch es noch einmal. (${detail})`,
  },
}
