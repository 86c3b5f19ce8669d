import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  section: 'Archiviert',
  archive: 'Für mich archivieren',
  takeOut: 'Aus dem Archiv holen',
  archived: (title: string) => `${title} ist archiviert. Mit der nächsten Nachricht kommt es zurück.`,
  archivedMuted: (title: string) =>
    `${title} ist archiviert. Es ist stummgeschaltet und bleibt dort, bis du es herausholst.`,
  takenOut: (title: string) => `${title} steht wieder bei deinen Unterhaltungen.`,
  mark: 'archiviert',
}
