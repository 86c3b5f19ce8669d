import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = german

export const words: Translated<typeof english> = {
  sendLater: 'Später senden',
  withFiles: 'Noch sind nicht alle Dateien bereit zum Senden.',
  presets: {
    hour: 'In einer Stunde',
    evening: 'Heute Abend',
    tomorrow: 'Morgen früh',
    monday: 'Montag früh',
  },
  pick: 'Zu einer anderen Zeit…',
  list: 'Geplante Nachrichten',
  scheduled: (moment: string) => `Sie wird am ${moment} gesendet, von dem deiner Geräte, das dann an ist.`,
  scheduledHere: (moment: string) => `Sie wird am ${moment} mit ihren Dateien von diesem Gerät gesendet.`,
  notKept: 'Die Dateien ließen sich auf diesem Gerät nicht für später aufbewahren.',
  previewLeftOut:
    'Die Linkvorschau wird weggelassen: Neben einem so langen Text ist kein Platz, sie bis zum Senden aufzubewahren.',
  missedNote: (count: number) =>
    counted(count, {
      one: '# geplante Nachricht wurde nicht rechtzeitig gesendet.',
      other: '# geplante Nachrichten wurden nicht rechtzeitig gesendet.',
    }),
  look: 'Ansehen',
  tooLong: (characters: number) =>
    counted(characters, {
      one: 'Um # Zeichen zu lang, um für später aufbewahrt zu werden.',
      other: 'Um # Zeichen zu lang, um für später aufbewahrt zu werden.',
    }),
  tooMany: (limit: number) => `Mehr als ${number(limit)} passen nicht. Entferne erst welche.`,
}
