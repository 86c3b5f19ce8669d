import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = german

export const words: Translated<typeof english> = {
  sealedText:
    'Nachrichten hier werden auf diesem Gerät versiegelt und auf den unten aufgeführten Geräten geöffnet. Der Server überbringt sie und kann sie nicht lesen.',
  notRead:
    'Nachrichten hier sind versiegelt. Der Server überbringt sie und kann sie nicht lesen. Auf welchen Geräten sie geöffnet werden, steht hier, sobald die Unterhaltung vom Server gekommen ist.',
  readers: 'Personen',
  checkedUpTo: (moment: string) =>
    `Vollständig bis ${moment}: Nichts wurde vom Server weggelassen, geändert oder eingefügt.`,
  notChecked:
    'Noch hat kein anderes Gerät gesagt, wie weit es gekommen ist; ein fehlendes Ende würde also nicht auffallen.',
  readsAll: 'Liest alles von Anfang an',
  readsSince: (moment: string) => `Liest, was seit ${moment} geschrieben wurde`,
  admin: 'Admin',
  devices: (count: number) => counted(count, { one: '# Gerät', other: '# Geräte' }),
  deviceSince: (name: string, moment: string) => `${name}, seit ${moment}`,
  noDevices: 'Noch kein Gerät',
  compare: 'Sicherheitsnummer vergleichen',
  compareWith: (name: string) => `Sicherheitsnummer mit ${name} vergleichen`,
  unverify: 'Verifizierung aufheben',
  unverifyOf: (name: string) => `Verifizierung von ${name} aufheben`,
  safetyTitle: (name: string) => `Sicherheitsnummer mit ${name}`,
  safetyIntro: (name: string) =>
    `Vergleiche diese Ziffern mit dem, was ${name} sieht: nebeneinander oder in einem Anruf, in dem du die Stimme kennst. Nicht über Nachrichten, denn die prüfst du gerade.`,
  safetyLabel: 'Sicherheitsnummer, 12 Gruppen zu 5 Ziffern',
  qrLabel: 'Die Sicherheitsnummer als QR-Code',
  copyNumber: 'Kopieren',
  copied: 'Kopiert',
  loading: 'Die Nummer wird berechnet',
  match: 'Sie stimmen überein',
  noMatch: 'Sie stimmen nicht überein',
  scan: 'Mit einem Bild oder Text vergleichen',
  scanText: (name: string) =>
    `Hast du den QR-Code von ${name} als Bild oder die Ziffern als Text, dann vergleicht Tidings sie für dich.`,
  chooseImage: 'Bild wählen…',
  pasteLabel: 'Bild oder Ziffern hier einfügen',
  compareText: 'Vergleichen',
  scanSame: (name: string) =>
    `Es ist dieselbe Nummer. Drück „Sie stimmen überein“, um ${name} als verifiziert zu markieren.`,
  noMatchTitle: 'Die Nummern sind verschieden',
  noMatchText: (name: string) => [
    `Jemand könnte zwischen dir und ${name} stehen, oder jemand von euch sieht eine ältere Nummer.`,
    'Schließt das auf beiden Seiten, öffnet es neu und vergleicht noch einmal, während ihr beide online seid.',
    `Sind sie wieder verschieden, dann schreib hier nichts, was andere nicht lesen dürfen. Erreiche ${name} auf anderem Weg und sag es dem Betreiber deines Servers.`,
  ],
  again: 'Noch einmal vergleichen',
  done: 'Fertig',
  verifiedTitle: (name: string) => `${name} ist verifiziert`,
  verifiedText: (name: string) =>
    `Du weißt jetzt, dass nur ${name} diesen Schlüssel hat. Ändert er sich je, wird nichts gesendet, bis du es dir angesehen hast.`,
  notLinkedTitle: 'Dieses Gerät ist noch nicht gekoppelt',
  notLinkedText:
    'Versiegelte Unterhaltungen lassen sich auf den Geräten lesen, die deine Schlüssel haben. Dieses hat bisher keine. Nichts ist verloren.',
  notLinkedKeptText:
    'Was auf diesem Gerät ist, lässt sich lesen. Neues, und was du schreibst, geht durch, sobald dieses Gerät gekoppelt ist. Nichts ist verloren.',
  notLinkedAction: 'Dieses Gerät koppeln',
  notEnteredTitle: 'Dieses Gerät steht noch nicht in der Liste deiner Geräte',
  notEnteredText:
    'Deine Schlüssel kamen mit der Sicherung, deshalb lässt sich lesen, was darin ist. Was du schreibst, bleibt hier erhalten und wird gesendet, sobald dieses Gerät in der Liste steht.',
  notEnteredWhy: {
    full: () =>
      'In der Liste stehen schon so viele Geräte, wie ein Konto haben darf. Öffne auf einem anderen deiner Geräte „Deine Geräte“ und entferne dort eines, dann versuche es hier noch einmal. Hast du keines davon mehr, sieh dir die anderen Wege an.',
    refused: (detail: string) =>
      `Der Server lehnt die Liste mit diesem Gerät ab. Solange sich dort nichts ändert, tut er es wieder. (${detail})`,
    contradicted: () =>
      'Der Server zeigt eine Liste deiner Geräte, die nicht aus der in der Sicherung folgt; deshalb glaubt dieses Gerät ihr nicht. Frag, wer den Server betreibt, und versuche es danach noch einmal.',
    failed: (detail: string) => `Tidings versucht es von selbst wieder, jedes Mal etwas später. (${detail})`,
  },
  notEnteredAgain: 'Jetzt noch einmal versuchen',
  notEnteredOther: 'Andere Wege',
  notEnteredTried: 'Es wurde gerade eben versucht.',
  arrivingTitle: 'Die Schlüssel dieser Unterhaltung kommen gerade an',
  arrivingText:
    'Die neuesten Nachrichten kommen zuerst. Du kannst hier bleiben oder woanders hingehen, es geht von selbst weiter.',
  arrivingProgress: (done: number, total: number) =>
    plural(total, {
      one: `${number(done)} von ${number(total)} Nachricht`,
      other: `${number(done)} von ${number(total)} Nachrichten`,
    }),
  beforeTitle: 'Was geschrieben wurde, bevor du kamst, bleibt dir verschlossen',
  beforeText: (moment: string) =>
    `Du wurdest am ${moment} hinzugefügt. Ältere Nachrichten wurden für die versiegelt, die damals hier waren. Frag jemanden von ihnen, wenn du etwas davon brauchst.`,
  keyBlockedTitle: (name: string) => `Der Schlüssel von ${name} muss erst geklärt werden`,
  keyBlockedText: (name: string) =>
    `${name} war verifiziert und hat jetzt einen anderen Schlüssel. Bis du ihn verglichen oder angenommen hast, nimmt dieses Gerät nichts an, was damit versiegelt wurde.`,
  damagedTitle: (count: number) =>
    counted(count, { one: '# Nachricht hier ist beschädigt', other: '# Nachrichten hier sind beschädigt' }),
  damagedText:
    'Sie passen nicht zum Siegel dessen, der sie geschrieben hat, deshalb werden sie weggelassen. Alles andere wird gezeigt. Wer sie geschrieben hat, kann sie noch einmal senden.',
  withheldTitle: 'Der Server hält Nachrichten zurück',
  withheldText: (moment: string) =>
    `Andere haben von Nachrichten nach ${moment} berichtet, die der Server nicht herausgibt. Tidings fragt weiter. Sag es dem Betreiber deines Servers, wenn das so bleibt.`,
  verification: {
    self: 'Du',
    unverified: 'Nicht verifiziert',
    verified: 'Verifiziert',
    changed: 'Neuer Schlüssel, nicht verifiziert',
    distrusted: 'Mit einem anderen Schlüssel verifiziert',
  },
  failures: {
    noCode:
      'Darin ist keine Sicherheitsnummer: 60 Ziffern oder der QR-Code, den Tidings zeigt. Versuch es mit einem schärferen Bild.',
    otherPerson: (name: string) =>
      `Das ist die Sicherheitsnummer mit jemand anderem. Bitte ${name}, die mit dir zu öffnen.`,
  },
  claims: {
    intro:
      'Hier geht es um versiegelte Unterhaltungen: Direktnachrichten, Gruppen, private Kanäle mit einem Schloss, die versiegelt erstellt wurden, und Notizen an dich. Alle anderen Kanäle kann der Server lesen.',
    protectsTitle: 'Was geschützt ist',
    protects: [
      ['Inhalt', 'Der Server kann versiegelte Nachrichten nicht lesen und nicht fälschen.'],
      ['Autorschaft', 'Mitglieder können nicht im Namen anderer schreiben.'],
      [
        'Nach einem Ausschluss',
        'Wer entfernt wurde, Person oder Gerät, liest nichts, was danach geschrieben wird.',
      ],
      [
        'Nach einem Einbruch',
        'Hat jemand die Schlüssel eines Geräts kopiert, ist diese Kopie nichts mehr wert ab dem ersten Schlüsselwechsel mit einem Schlüssel, der nach dem Einbruch entstand. Schlüssel wechseln, wenn Personen oder Geräte kommen oder gehen, und mindestens alle 7 Tage, in denen jemand schreibt.',
      ],
      [
        'Vollständigkeit',
        'Jede Nachricht nennt, was ihr Absender gesehen hatte. Lässt der Server eine weg, verdoppelt oder verschiebt er sie, fällt es auf.',
      ],
    ],
    limitsTitle: 'Was nicht',
    limits: [
      [
        'Was auf einem Gerät liegt',
        'Der Verlauf wird aufbewahrt, damit du ihn lesen und durchsuchen kannst. Wer eines der Geräte entsperrt, liest, was es zeigen kann. Für gespeicherten Verlauf gibt es keine Forward Secrecy.',
      ],
      [
        'Beweis',
        'Nachrichten sind signiert. Ein Mitglied kann anderen zeigen, dass du eine geschrieben hast: Du kannst es später nicht abstreiten.',
      ],
      [
        'Wer und wann',
        'Der Server sieht weiterhin, wer in einer Unterhaltung ist, wann etwas geschrieben wird und ungefähr wie viel.',
      ],
      [
        'Mitglieder',
        'Wer eine Nachricht lesen darf, kann sie kopieren, fotografieren oder behalten, nachdem du sie gelöscht hast.',
      ],
      [
        'Erste Begegnung',
        'Ein Schlüssel gilt als der einer Person, wenn er zum ersten Mal gesehen wird. Nur ein Vergleich der Sicherheitsnummern zeigt, dass niemand zwischen euch stand.',
      ],
    ],
  },
}
