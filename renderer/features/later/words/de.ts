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
  noteFiles:
    'Die Dateien bleiben bis dahin versiegelt auf diesem Gerät, deshalb sendet dieses Gerät die Nachricht: Es muss an und verbunden sein. Ist es das nicht, sendet es, sobald es innerhalb eines Tages wieder da ist; danach wirst du gefragt.',
  elsewhere:
    'Ihre Dateien sind nicht auf diesem Gerät. Senden kann sie nur das Gerät, auf dem sie angehängt wurden.',
  waits: 'Wartet auf eine Verbindung',
  missed: 'Nicht gesendet: Keines deiner Geräte war innerhalb eines Tages verbunden',
  missedElsewhere: 'Nicht gesendet: Das Gerät mit den Dateien war nicht innerhalb eines Tages verbunden',
  missedNote: (count: number) =>
    counted(count, {
      one: '# geplante Nachricht wurde nicht rechtzeitig gesendet.',
      other: '# geplante Nachrichten wurden nicht rechtzeitig gesendet.',
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
