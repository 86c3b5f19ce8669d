import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Ir a una conversación, una persona o un comando',
  placeholder: '¿Adónde? Un nombre, o > para comandos',
  results: 'Encontrado',
  none: 'Nada se llama así.',
  searchFor: (query) => `Buscar «${query}» en los mensajes`,
  kinds: {
    channel: 'Canal',
    document: 'Documento',
    conversation: 'Conversación sellada',
    person: 'Persona',
    command: 'Comando',
    workspace: 'Espacio de trabajo',
    account: 'Cuenta',
    search: 'Mensajes',
  },
  left: 'Saliste de él',
  recent: 'Usado hace poco',
  unread: 'Sin leer',
  others: 'Todo lo demás',
  set: (choice, value) => `${choice}: ${value}`,
  beginFailed: 'No se pudo empezar la conversación. Prueba desde «Mensaje o grupo nuevo», que dice por qué.',
}
