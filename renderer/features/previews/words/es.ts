import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  offer: (host: string) => `Añadir una vista previa de ${host}`,
  offerNote: 'Tu ordenador se la pide a ese sitio. Quien lee el mensaje no pide nada a nadie.',
  fetching: (host: string) => `Pidiendo una vista previa a ${host}`,
  remove: 'Enviar sin vista previa',
  preview: 'Vista previa',
  settings: 'Vista previa de enlaces',
  settingsNote:
    'Para mostrar qué hay detrás de un enlace que envías, este ordenador se lo pide al sitio, que así sabe que alguien en tu dirección de red está a punto de enviarlo. La vista previa viaja con el mensaje: quienes lo leen no piden nada a nadie.',
  choices: { ask: 'Preguntar cada vez', always: 'Añadir siempre', never: 'Nunca' },
  failures: {
    notAllowed: (host: string) => `No hay vistas previas de ${host}: no es un sitio público.`,
    unreachable: (host: string) =>
      `No se pudo contactar con ${host}. El mensaje se puede enviar sin vista previa.`,
    nothingThere: (host: string) =>
      `${host} no dice nada de lo que hay allí. El mensaje se puede enviar sin vista previa.`,
  },
}
