import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = german

export const words: Translated<typeof english> = {
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
  noteOfFiles: 'Was Dateien hat, sendet das Gerät, auf dem sie angehängt wurden.',
  elsewhere:
    'Ihre Dateien sind nicht auf diesem Gerät. Senden kann sie nur das Gerät, auf dem sie angehängt wurden.',
  elsewhereOn: (device: string) =>
    `Die Dateien sind nicht auf diesem Gerät. Senden kann sie nur ${device}: Dort wurden sie angehängt.`,
  missedOn: (device: string) =>
    `Nicht gesendet: ${device}, das Gerät mit den Dateien, war nicht innerhalb eines Tages verbunden`,
  waits: 'Wartet auf eine Verbindung',
  closed:
    'Dort kann im Moment nicht geschrieben werden. Wenn sich das bis dahin nicht ändert, wird die Nachricht abgelehnt, und du bekommst den Text zurück.',
  missed: 'Nicht gesendet: Keines deiner Geräte war innerhalb eines Tages verbunden',
  missedElsewhere: 'Nicht gesendet: Das Gerät mit den Dateien war nicht innerhalb eines Tages verbunden',
  sendNow: 'Jetzt senden',
  edit: 'Ändern',
  remove: 'Löschen',
  removed: (count: number) =>
    counted(count, {
      one: '# geplante Nachricht wurde gelöscht.',
      other: '# geplante Nachrichten wurden gelöscht.',
    }),
  sentMeanwhile: 'Sie wurde inzwischen gesendet, so wie sie war.',
  gone: 'Diese Unterhaltung ist nicht mehr hier. Die Nachricht wird nicht gesendet.',
}
