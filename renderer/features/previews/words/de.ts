import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  offer: (host: string) => `Vorschau von ${host} hinzufügen`,
  offerNote: 'Dein Computer fragt diese Website danach. Wer die Nachricht liest, fragt niemanden.',
  fetching: (host: string) => `${host} wird nach einer Vorschau gefragt`,
  remove: 'Ohne Vorschau senden',
  preview: 'Vorschau',
  settings: 'Linkvorschau',
  settingsNote:
    'Um zu zeigen, was hinter einem Link steckt, den du sendest, fragt dieser Computer die Website danach. Sie erfährt so, dass jemand mit deiner Netzwerkadresse ihn gleich sendet. Die Vorschau reist mit der Nachricht: Wer sie liest, fragt niemanden.',
  choices: { ask: 'Jedes Mal fragen', always: 'Immer hinzufügen', never: 'Nie' },
  failures: {
    notAllowed: (host: string) => `Von ${host} gibt es keine Vorschau: Das ist keine öffentliche Website.`,
    unreachable: (host: string) =>
      `${host} war nicht erreichbar. Die Nachricht lässt sich ohne Vorschau senden.`,
    nothingThere: (host: string) =>
      `${host} sagt nichts darüber, was dort ist. Die Nachricht lässt sich ohne Vorschau senden.`,
  },
}
