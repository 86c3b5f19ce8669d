import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { number } = german

export const words: Translated<typeof english> = {
  steps: [
    {
      title: 'Wer Kanäle lesen kann',
      paragraphs: [
        'Ein Kanal steht allen in seinem Workspace offen, auch denen, die später kommen. Auch der Server, den dein Workspace benutzt, kann ihn lesen: So lässt er sich vom ersten Tag an durchsuchen.',
        'Ein privater Kanal, der hier angelegt wird, ist versiegelt. Nur die Personen, die du wählst, können ihn lesen; der Server kann es nicht.',
        'Unter dem Namen jeder Unterhaltung steht, wer sie lesen kann. Drück darauf, um mehr zu erfahren.',
      ],
    },
    {
      title: 'Wer Direktnachrichten lesen kann',
      paragraphs: [
        'Nur du und die Person, der du schreibst. Nachrichten werden auf deinem Gerät versiegelt und auf ihrem geöffnet; der Server gibt weiter, was er nicht lesen kann.',
        'Um sicher zu sein, dass es wirklich diese Person ist, vergleicht die Sicherheitsnummer: einmal, wenn ihr euch trefft oder telefoniert.',
        'Deine Schlüssel sind nur auf deinen Geräten. Erstelle einen Wiederherstellungscode, dann kannst du deine Nachrichten lesen, auch wenn du sie alle verlierst.',
      ],
    },
    {
      title: 'Was hier gespeichert wird und was offline geschieht',
      paragraphs: [
        'Deine Nachrichten sind auf diesem Gerät, verschlüsselt mit deinem Passwort. Du kannst ohne Netz lesen, suchen und schreiben.',
        'Was du offline schreibst, wartet hier und wird von selbst gesendet, sobald der Server erreichbar ist. Eine Uhr neben einer Nachricht heißt, dass sie wartet; ein Haken, dass sie angekommen ist.',
        'Nichts, was du schreibst, geht verloren, wenn die App oder der Computer anhält.',
      ],
    },
  ],
  step: (step: number, of: number) => `${number(step)} von ${number(of)}`,
  skip: 'Überspringen',
  back: 'Zurück',
  next: 'Weiter',
  done: 'Los geht’s',
}
