import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  title: 'Reenviar este mensaje',
  to: 'Para',
  toHint: 'Escribe un nombre. Intro elige el primero, Retroceso quita el último.',
  found: 'Conversaciones y personas',
  noMatch: (text: string) => `Aquí nada se llama «${text}».`,
  more: (count: number) =>
    counted(count, {
      one: 'y # más; sigue escribiendo para encontrarla',
      other: 'y # más; sigue escribiendo para encontrarlas',
    }),
  full: (count: number) =>
    counted(count, { one: 'Como máximo # destino a la vez.', other: 'Como máximo # destinos a la vez.' }),
  deleted: 'El mensaje se eliminó entretanto. Ya no se puede reenviar.',
  failed: (name: string, why: string) => `${name}: no se ha reenviado. ${why}`,
  sent: (count: number) =>
    counted(count, { one: 'Reenviado a # conversación.', other: 'Reenviado a # conversaciones.' }),
  waits: (count: number) =>
    counted(count, {
      one: 'Se reenviará a # conversación en cuanto el servidor esté disponible.',
      other: 'Se reenviará a # conversaciones en cuanto el servidor esté disponible.',
    }),
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
