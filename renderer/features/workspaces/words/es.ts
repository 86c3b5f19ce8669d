import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  title: 'Elige un espacio de trabajo',
  intro: 'Un espacio de trabajo reúne los canales de un equipo, un club, una familia.',
  join: (name: string) => `Unirse a ${name}`,
  members: (count: number) => counted(count, { one: '# miembro', other: '# miembros' }),
  joined: 'Ya estás dentro',
  open: 'Espacios de trabajo en este servidor',
  loading: 'Preguntando al servidor qué espacios de trabajo están abiertos',
  none: 'Aquí aún no hay ningún espacio de trabajo abierto. Crea el primero.',
  find: 'Buscar un espacio de trabajo',
  noneFound: 'Ningún espacio de trabajo se llama así.',
  again: 'Reintentar',
  name: 'Nombre del espacio de trabajo',
  nameWrong: 'Escribe de 1 a 80 caracteres, sin caracteres de control.',
  create: 'Crear espacio de trabajo',
  createTitle: 'O crea el tuyo',
}
