import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  title: 'Archivos y enlaces',
  kind: 'Qué mostrar',
  kinds: { images: 'Imágenes', files: 'Archivos', links: 'Enlaces' },
  filter: 'Buscar por nombre',
  none: {
    images: 'Aún no hay imágenes. Aquí aparecen las que alguien envíe a esta conversación.',
    files: 'Aún no hay archivos. Aquí aparecen los que alguien envíe a esta conversación.',
    links: 'Aún no hay enlaces. Aquí aparecen los que alguien envíe a esta conversación.',
  },
  noneNamed: 'Aquí no hay nada con ese nombre.',
  looking: 'Buscando…',
  by: (name: string, moment: string) => `${name}, ${moment}`,
  openLink: (host: string) => `Abrir enlace a ${host}`,
  more: 'Buscar más atrás',
  coverage: (left: number) =>
    counted(left, {
      one: 'Queda por revisar # parte de tu historial en este dispositivo.',
      other: 'Quedan por revisar # partes de tu historial en este dispositivo.',
    }),
  you: 'Tú',
  someone: 'Alguien',
}
