import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
  message: (title: string) => `Nachricht an ${title}`,
  editing: 'Deine Nachricht bearbeiten',
  replyingTo: (name: string) => `Antwort an ${name}`,
  cancelEdit: 'Bearbeiten beenden',
  cancelReply: 'Nicht antworten',
  unknownCommand: (name: string) =>
    `Den Befehl /${name} gibt es hier nicht. Sende noch einmal, um es als Nachricht zu senden, oder schreib /, um zu sehen, was es gibt.`,
  send: 'Senden',
  save: 'Speichern',
  someone: 'jemand',
  emoji: 'Emoji',
  suggestions: 'Vorschläge',
  suggested: (count: number) =>
    counted(count, {
      one: '# Vorschlag. Pfeiltasten wählen, Enter übernimmt.',
      other: '# Vorschläge. Pfeiltasten wählen, Enter übernimmt.',
    }),
  hint: '**fett** *kursiv* `Code` · Umschalt+Enter für eine neue Zeile',
  hintCtrl: '**fett** *kursiv* `Code` · Strg+Enter sendet',
  room: {
    left: (characters: number) => counted(characters, { one: 'Noch # Zeichen', other: 'Noch # Zeichen' }),
    nearlyTooLong: (longest: number) =>
      counted(longest, {
        one: 'Eine Nachricht darf hier # Zeichen haben. Es ist nur noch wenig Platz.',
        other: 'Eine Nachricht darf hier # Zeichen haben. Es ist nur noch wenig Platz.',
      }),
    tooLong: 'Das ist zu lang zum Senden. Kürze es oder teile es in zwei.',
  },
  typing: {
    one: (name: string) => `${name} schreibt…`,
    two: (name: string, other: string) => `${name} und ${other} schreiben…`,
    several: 'Mehrere Personen schreiben…',
  },
  failures: {
    empty: 'Schreib erst etwas.',
    tooLong: (characters: number) =>
      counted(characters, {
        one: 'Um # Zeichen zu lang. Teile es in zwei.',
        other: 'Um # Zeichen zu lang. Teile es in zwei.',
      }),
    unknownMessage: 'Diese Nachricht gibt es nicht mehr.',
    notYours: 'Nur wer sie geschrieben hat, kann diese Nachricht ändern.',
    notReady:
      'Die neuesten Nachrichten sind noch nicht auf diesem Gerät. Dein Text bleibt hier; sende ihn, sobald der Server erreichbar ist.',
  },
}
