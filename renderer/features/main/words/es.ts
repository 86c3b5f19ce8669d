import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  loading: 'Leyendo lo que sabe este dispositivo',
  loadingText: 'Si es el primer inicio aquí, tarda hasta que el servidor esté disponible.',
  noChannelTitle: (workspace: string) => `${workspace} aún no tiene canales`,
  noChannelText: 'Un canal es un lugar para un tema que todos en el espacio de trabajo pueden leer.',
  guestTitle: (workspace: string) => `Eres una persona invitada en ${workspace}`,
  guestText: 'Ves los canales privados y grupos a los que alguien te añade. Aparecen aquí por sí solos.',
  whoReads: 'Quién puede leer qué',
}
