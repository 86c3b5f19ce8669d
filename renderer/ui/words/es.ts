import type { Translated } from '../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  close: 'Cerrar',
  cancel: 'Cancelar',
  undo: 'Deshacer',
  on: 'Sí',
  off: 'No',
  dismiss: 'Descartar',
  toasts: 'Lo que se acaba de hacer',
  notCopied:
    'No se copió nada: no se pudo acceder al portapapeles. Inténtalo de nuevo, o selecciona el texto y pulsa Ctrl+C.',
  lastSeen: (moment: string) => `última vez ${moment}`,
  presence: { online: 'en línea', away: 'ausente', busy: 'ocupado' },
}
