import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Reenviar este mensaje',
  to: 'Para',
  comment: 'Añadir un comentario',
  commentHint: 'Opcional.',
  send: 'Reenviar',
  opened: (workspace: string) =>
    `Viene de una conversación sellada. Allí podrán leerlo todos en ${workspace} y el servidor.`,
  missing:
    'La conversación aún no está en este dispositivo. Inténtalo de nuevo cuando el servidor esté disponible.',
  quoted: (author: string, title: string) => `**${author}** en ${title}:`,
  someone: 'Alguien',
  you: 'Tú',
}
