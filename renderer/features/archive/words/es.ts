import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  section: 'Archivadas',
  archive: 'Archivar para mí',
  takeOut: 'Sacar del archivo',
  archived: (title: string) => `${title}: archivada. Vuelve con el próximo mensaje.`,
  archivedMuted: (title: string) =>
    `${title}: archivada. Está silenciada, así que se queda ahí hasta que la saques.`,
  takenOut: (title: string) => `${title}: de nuevo entre tus conversaciones.`,
  mark: 'archivada',
}
