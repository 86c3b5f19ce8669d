import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  title: 'Nachrichten durchsuchen',
  placeholder: 'Nachrichten durchsuchen',
  close: 'Suche schließen',
  results: 'Ergebnisse',
  someone: 'Jemand',
  somewhere: 'eine Unterhaltung, die hier nicht mehr aufgeführt ist',
  none: (query: string) => `Nichts gefunden für „${query}“`,
  noneHint: 'Versuch es mit weniger Wörtern, nur einem Teil eines Worts oder ohne Filter.',
  misread: (filters: string) => `Nicht verstanden, also weggelassen oder nirgends gefunden: ${filters}`,
  help: 'Wörter, Teile von Wörtern und "Ausdrücke in Anführungszeichen" werden in jeder Unterhaltung gesucht, in der du bist, und in den Dokumenten und den Text-, PDF- und Office-Dateien, die auf diesem Gerät geöffnet wurden.',
  helpOffers:
    'Während du einen Filter tippst, wird vorgeschlagen, wer und was passt: Pfeiltasten wählen, Enter oder Tab übernimmt.',
  traits: {
    link: 'ein Link',
    mention: 'eine Erwähnung',
    reaction: 'eine Reaktion',
    answer: 'eine Antwort',
    file: 'eine Datei',
    pin: 'angeheftet',
    document: 'Text eines Dokuments',
  },
  narrow: 'Suche eingrenzen',
  narrowBy: { from: 'Von…', in: 'In…', before: 'Vor…', after: 'Nach…', has: 'Enthält…' },
  within: (name: string) => `Nur in ${name}`,
  everywhere: 'Überall suchen',
  filters: [
    ['from:ana', 'von Ana geschrieben; from:me bist du'],
    ['in:general', 'in diesem Kanal; in:ana ist, was du und Ana einander geschrieben habt'],
    ['after:2026-03', 'nach diesem Jahr, Monat oder Tag'],
    ['before:2026-03-31', 'vor diesem Jahr, Monat oder Tag'],
    [
      'has:link',
      'mit einem Link; auch has:mention, has:reaction, has:answer, has:file, has:pin; has:document ist, was in einem Dokument steht',
    ],
  ],
  inDocument: 'im Text',
  foundFor: (typed: string) => `Zu „${typed}“`,
  keepBeside: 'Neben dem Gespräch behalten',
  more: 'Ältere Ergebnisse zeigen',
  looking: 'Es wird weiter zurück gesucht',
  count: (count: number) => counted(count, { one: '# Ergebnis', other: '# Ergebnisse' }),
  countOrMore: (count: number) =>
    counted(count, { one: '# Ergebnis oder mehr', other: '# Ergebnisse oder mehr' }),
  coverage: {
    nothing: 'Auf diesem Gerät sind noch keine Nachrichten.',
    indexing: (share: string) => `Bisher können ${share} der Nachrichten auf diesem Gerät durchsucht werden.`,
    held: (share: string) =>
      `Alle Nachrichten auf diesem Gerät können durchsucht werden, ${share} von denen, die es gibt.`,
    all: 'Alle Nachrichten können durchsucht werden.',
  },
  unopened: (count: number) =>
    counted(count, {
      one: '# Dokument wurde auf diesem Gerät nie geöffnet: Sein Text kann nicht durchsucht werden.',
      other: '# Dokumente wurden auf diesem Gerät nie geöffnet: Ihre Texte können nicht durchsucht werden.',
    }),
  filesElsewhere: (count: number) =>
    counted(count, {
      one: '# Text-, PDF- oder Office-Datei liegt nicht auf diesem Gerät: Nur ihr Name kann durchsucht werden.',
      other:
        '# Text-, PDF- und Office-Dateien liegen nicht auf diesem Gerät: Nur ihre Namen können durchsucht werden.',
    }),
  filesInPart: (count: number) =>
    counted(count, {
      one: '# Datei kann nur zum Teil oder nach ihrem Namen durchsucht werden: Sie ist sehr lang, geschützt, beschädigt, besteht aus Bildern oder wird noch gelesen.',
      other:
        '# Dateien können nur zum Teil oder nach ihren Namen durchsucht werden: Sie sind sehr lang, geschützt, beschädigt, bestehen aus Bildern oder werden noch gelesen.',
    }),
  failures: {
    full: 'Der Datenträger ist voll, deshalb können neuere Nachrichten nicht durchsucht werden. Schaff Platz.',
    unreadable:
      'Das Suchverzeichnis auf diesem Gerät kann gerade nicht gelesen werden. Die Nachrichten sind sicher. Versuch es noch einmal, oder starte die App neu.',
    closed: 'Die Suche ist angehalten. Starte die App neu, um wieder zu suchen.',
  },
}
