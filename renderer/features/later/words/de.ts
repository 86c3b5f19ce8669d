import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = german

export const words: Translated<typeof english> = {
  sendLater: 'Später senden',
  withFiles:
    'Dateien lassen sich nicht später senden: Sie liegen nur auf diesem Gerät, bis sie gesendet sind.',
  presets: {
    hour: 'In einer Stunde',
    evening: 'Heute Abend',
    tomorrow: 'Morgen früh',
    monday: 'Montag früh',
  },
  pick: 'Zu einer anderen Zeit…',
  list: 'Geplante Nachrichten',
  scheduled: (moment: string) => `Sie wird am ${moment} gesendet, von dem deiner Geräte, das dann an ist.`,
  previewLeftOut:
    'Die Linkvorschau wird weggelassen: Neben einem so langen Text ist kein Platz, sie bis zum Senden aufzubewahren.',
  pickTitle: 'Später senden',
  when: 'Wann',
  whenWrong: 'Wähle einen Moment, der noch kommt.',
  text: 'Nachricht',
  textMissing: 'Schreib etwas.',
  schedule: 'Planen',
  save: 'Speichern',
  title: 'Geplante Nachrichten',
  empty: 'Nichts geplant',
  emptyText:
    'Schreib eine Nachricht und wähle „Später senden“ neben dem Senden-Knopf. Sie wird versiegelt aufbewahrt, nur für dich.',
  note: 'Eines deiner Geräte muss zu dieser Zeit an und verbunden sein. Ist es keines, sendet das erste, das innerhalb eines Tages dazukommt; danach wirst du gefragt.',
  waits: 'Wartet auf eine Verbindung',
  missed: 'Nicht gesendet: Keines deiner Geräte war innerhalb eines Tages verbunden',
  missedNote: (count: number) =>
    counted(count, {
      one: '# geplante Nachricht wurde nicht gesendet: Keines deiner Geräte war verbunden.',
      other: '# geplante Nachrichten wurden nicht gesendet: Keines deiner Geräte war verbunden.',
    }),
  look: 'Ansehen',
  sendNow: 'Jetzt senden',
  edit: 'Ändern',
  remove: 'Löschen',
  removed: 'Die geplante Nachricht wurde gelöscht.',
  sentMeanwhile: 'Sie wurde inzwischen gesendet, so wie sie war.',
  gone: 'Diese Unterhaltung ist nicht mehr hier. Die Nachricht wird nicht gesendet.',
  tooLong: (characters: number) =>
    counted(characters, {
      one: 'Um # Zeichen zu lang, um für später aufbewahrt zu werden.',
      other: 'Um # Zeichen zu lang, um für später aufbewahrt zu werden.',
    }),
  tooMany: (limit: number) => `Mehr als ${number(limit)} passen nicht. Entferne erst welche.`,
}
