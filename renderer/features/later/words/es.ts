import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = spanish

export const words: Translated<typeof english> = {
  sendLater: 'Enviar más tarde',
  withFiles: 'Aún no están listos todos los archivos.',
  presets: {
    hour: 'Dentro de una hora',
    evening: 'Esta tarde',
    tomorrow: 'Mañana por la mañana',
    monday: 'El lunes por la mañana',
  },
  pick: 'En otro momento…',
  list: 'Mensajes programados',
  scheduled: (moment: string) => `Se envía el ${moment}, desde el dispositivo tuyo que esté encendido.`,
  scheduledHere: (moment: string) => `Se envía el ${moment}, con sus archivos, desde este dispositivo.`,
  notKept: 'Los archivos no se pudieron guardar para más tarde en este dispositivo.',
  previewLeftOut:
    'La vista previa del enlace se omite: junto a un texto tan largo no hay sitio para guardarla hasta el envío.',
  missedNote: (count: number) =>
    counted(count, {
      one: '# mensaje programado no se envió a tiempo.',
      other: '# mensajes programados no se enviaron a tiempo.',
    }),
  look: 'Ver',
  tooLong: (characters: number) =>
    counted(characters, {
      one: 'Sobra # carácter para guardarlo para más tarde.',
      other: 'Sobran # caracteres para guardarlo para más tarde.',
    }),
  tooMany: (limit: number) => `No caben más de ${number(limit)}. Quita primero algunos.`,
}
