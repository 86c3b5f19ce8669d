import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  leftOver: 'El mensaje que estabas editando ya no está. Lo que habías escrito queda aquí como borrador.',
  editLate: (by: string, where: string) =>
    `Tu cambio a un mensaje en ${where} llegó tarde: ${by} había eliminado el mensaje. Lo que escribiste espera allí como borrador.`,
  editMasked: (where: string) =>
    `Tu cambio a un mensaje en ${where} no se ve: en su lugar hay un texto de la moderación. Lo que escribiste espera allí como borrador.`,
  unkept:
    'Este dispositivo no pudo guardar archivos que esperan aquí. Desaparecen al cerrar Tidings: envíalos antes.',
}
