import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  record: 'Sprachnachricht aufnehmen',
  asking: 'Es wird auf das Mikrofon gewartet. Dein System fragt vielleicht, ob Tidings es benutzen darf.',
  recording: (time: string) => `Aufnahme, ${time}`,
  cancel: 'Aufnahme verwerfen',
  finish: 'Aufnahme beenden',
  level: 'Wie laut es ist',
  name: (moment: string) => `Sprachnachricht ${moment}.webm`,
  failure: {
    refused:
      'Tidings darf das Mikrofon nicht benutzen. Erlaube es in den Einstellungen deines Systems oder Browsers und versuch es noch einmal.',
    missing: 'Es wurde kein Mikrofon gefunden. Schließ eines an und versuch es noch einmal.',
    busy: 'Das Mikrofon ließ sich nicht öffnen. Vielleicht benutzt es ein anderes Programm: Schließ das und versuch es noch einmal.',
  },
}
