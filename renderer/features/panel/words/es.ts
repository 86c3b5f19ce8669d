import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  thread: 'Hilo',
  threadIn: (title: string) => `Hilo en ${title}`,
  threadMissing: 'El mensaje del que trata este hilo aún no está en este dispositivo.',
  replyInThread: 'Responder en el hilo',
  alsoIn: (title: string) => `Enviar también a ${title}`,
  backTo: (title: string) => `Volver a ${title}`,
  found: 'Resultados de la búsqueda',
  pinned: 'Mensajes fijados',
  nothingPinned: 'No hay nada fijado en lo que hay de esta conversación en este dispositivo.',
  details: 'Acerca de esta conversación',
  about: 'Acerca de',
  people: (count: number) => counted(count, { one: '# persona', other: '# personas' }),
  roles: { owner: 'Propietario', admin: 'Administrador', member: '', guest: 'Invitado' },
  privateReaders:
    'Las personas que aparecen aquí y el servidor, que también puede leerlo: comprueba quién escribió qué y lo guarda para quienes no están.',
  sealedReaders:
    'Solo las personas que aparecen aquí, en sus propios dispositivos. Se sella antes de salir de este dispositivo; el servidor no puede leerlo.',
  by: (name: string, moment: string) => `${name}, ${moment}`,
  files: 'Archivos',
  you: 'Tú',
  someone: 'Alguien',
}
