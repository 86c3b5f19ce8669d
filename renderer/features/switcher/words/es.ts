import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Ir a una conversación, una persona o un comando',
  placeholder: '¿Adónde? Un nombre, o > para comandos',
  results: 'Encontrado',
  none: 'Nada se llama así.',
  noneHint: 'Para lo que se dijo, busca en todos los mensajes.',
  kinds: {
    channel: 'Canal',
    document: 'Documento',
    conversation: 'Conversación sellada',
    person: 'Persona',
    command: 'Comando',
  },
  left: 'Saliste de él',
  newChannel: 'Canal nuevo',
  newDocument: 'Documento nuevo',
  newMessage: 'Mensaje nuevo',
  beginFailed: 'No se pudo empezar la conversación. Prueba desde «Mensaje nuevo», que dice por qué.',
}
