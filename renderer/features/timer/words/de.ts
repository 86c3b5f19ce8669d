import { german } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { Duration } from '../durations.ts'
import type { words as english } from './en.ts'

const { counted } = german

const lasting = ({ count, unit }: Duration): string => counted(count, forms[unit])
const forms = {
  minute: { one: '# Minute', other: '# Minuten' },
  hour: { one: '# Stunde', other: '# Stunden' },
  day: { one: '# Tag', other: '# Tage' },
  week: { one: '# Woche', other: '# Wochen' },
} as const

export const words: Translated<typeof english> = {
  title: 'Verschwindende Nachrichten',
  off: 'Aus',
  custom: 'Andere',
  lasting,
  offText: 'Nachrichten bleiben, bis jemand sie löscht.',
  onText: (duration: Duration) =>
    `Was hier geschrieben wird, verschwindet ${lasting(duration)} nach dem Senden.`,
  change: 'Ändern',
  save: 'Speichern',
  choose: 'Zeit, bis Nachrichten verschwinden',
  count: 'Wie viele',
  countWrong: 'Schreib eine ganze Zahl: mindestens eine Minute, höchstens 52 Wochen.',
  unit: 'Einheit',
  units: { minute: 'Minuten', hour: 'Stunden', day: 'Tage', week: 'Wochen' },
  who: 'Alle in dieser Unterhaltung können es ändern, und alle sehen, wer es war. Es gilt für das, was ab dann geschrieben wird.',
  promise:
    'Ist ihre Zeit um, verschwindet eine Nachricht von den Geräten aller hier, auch von denen, die gerade aus sind, sobald sie wieder an sind. Es hindert niemanden daran, sie vorher zu kopieren oder zu fotografieren, und in Sicherungen von vorher bleibt sie.',
  turnedOn: (name: string, duration: Duration) =>
    `${name} hat eingestellt, dass Nachrichten ${lasting(duration)} nach dem Senden verschwinden`,
  turnedOff: (name: string) => `${name} hat verschwindende Nachrichten ausgeschaltet`,
  youTurnedOn: (duration: Duration) =>
    `Du hast eingestellt, dass Nachrichten ${lasting(duration)} nach dem Senden verschwinden`,
  youTurnedOff: 'Du hast verschwindende Nachrichten ausgeschaltet',
  mark: (moment: string) => `Verschwindet am ${moment}`,
  unbegun: 'Ihre Zeit beginnt mit dem Senden',
}
