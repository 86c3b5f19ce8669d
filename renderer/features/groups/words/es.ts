import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  title: 'Mensaje o grupo nuevo',
  to: 'Para',
  searchHint: 'Escribe un nombre. Intro toma el primero, Retroceso quita el último.',
  found: 'Personas en este espacio de trabajo',
  loading: 'Leyendo quién está en este espacio de trabajo',
  alone: 'Aún no hay nadie aquí a quien puedas escribir. Puedes escribirte notas.',
  nobodyLeft: 'No hay nadie más a quien añadir.',
  noMatch: (text: string) => `Aquí nadie se llama «${text}».`,
  more: (count: number) =>
    counted(count, {
      one: 'y # más; sigue escribiendo para encontrarla',
      other: 'y # más; sigue escribiendo para encontrarlas',
    }),
  notesEntry: 'Notas para ti',
  notesText: 'Selladas, en todos tus dispositivos',
  remove: (name: string) => `Quitar a ${name}`,
  picked: (count: number) => counted(count, { one: '# persona y tú.', other: '# personas y tú.' }),
  keysNotSeen: 'disponible cuando tengas conexión',
  keysNone: 'aún no tiene ningún dispositivo vinculado',
  begin: 'Escribir',
  beginGroup: 'Crear grupo',
  sealed: 'Solo pueden leerlo quienes participan. El servidor no puede.',
  done: 'Listo',
  save: 'Guardar',
  admin: 'Administrador',
  takeOut: 'Sacar',
  takeOutOf: (name: string) => `Sacar: ${name}`,
  addTitle: 'Añadir personas',
  add: 'Añadir',
}
