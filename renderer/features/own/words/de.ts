import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  status: 'Dein Status',
  statusItem: (status: string) => `Status: ${status}`,
  statusNote: 'Andere sehen ihn in jedem Workspace, auf all deinen Geräten.',
  statuses: {
    auto: 'Automatisch',
    online: 'Online',
    away: 'Abwesend',
    busy: 'Beschäftigt',
    invisible: 'Unsichtbar',
  },
  about: {
    auto: 'Online, solange du diesen Computer benutzt; abwesend nach fünf Minuten ohne Taste oder Bewegung.',
    online: 'Andere sehen dich als online, ob du da bist oder nicht.',
    away: 'Andere sehen dich als abwesend.',
    busy: 'Andere sehen dich als beschäftigt, und nichts benachrichtigt dich.',
    invisible: 'Andere sehen dich als offline. Du kannst lesen und schreiben wie immer.',
  },
  until: 'Bis',
  noEnd: 'Ohne Ende',
  ends: { 'half-hour': '30 Minuten', hour: '1 Stunde', today: 'Ende des Tages' },
  custom: 'Zeitpunkt',
  customLabel: 'Endet um',
  customWrong: 'Wähle einen Moment, der noch kommt.',
  receipts: 'Lesebestätigungen',
  receiptsNote:
    'Aus: Niemand erfährt von jetzt an, was dir zugestellt wurde und wie weit du gelesen hast, und du siehst es auch nicht von anderen. Deine eigenen Geräte wissen es weiterhin.',
  save: 'Status setzen',
  untilTime: (moment: string) => `bis ${moment}`,
  quiet: 'Nicht stören',
  quietMark: ', nicht stören',
  quietNote:
    'Dann benachrichtigt dich nichts, auf keinem deiner Geräte. Nachrichten kommen an und werden gezählt wie immer.',
  quietOff: 'Aus.',
  quietFor: { 'half-hour': 'Für 30 Minuten', hour: 'Für 1 Stunde', today: 'Bis zum Ende des Tages' },
  quietEnd: 'Ausschalten',
  quietUntil: (moment: string) => `An bis ${moment}.`,
  quietWeekNow: 'An, wie jede Woche um diese Zeit.',
  weekOn: 'Ruhezeiten jede Woche',
  weekFrom: 'Von',
  weekTo: 'Bis',
  weekDays: 'Tage',
  weekNextDay: 'Sie enden am nächsten Tag.',
}
