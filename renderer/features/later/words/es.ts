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
  pickTitle: 'Enviar más tarde',
  when: 'Cuándo',
  whenWrong: 'Elige un momento que aún no haya llegado.',
  text: 'Mensaje',
  textMissing: 'Escribe algo.',
  schedule: 'Programar',
  save: 'Guardar',
  title: 'Mensajes programados',
  empty: 'No hay nada programado',
  emptyText:
    'Escribe un mensaje y elige «Enviar más tarde» junto al botón de enviar. Se guarda sellado, solo para ti.',
  note: 'A esa hora debe haber un dispositivo tuyo encendido y conectado. Si no lo hay, lo envía el primero que se conecte en el plazo de un día; después se te pregunta.',
  noteFiles:
    'Hasta entonces los archivos se quedan sellados en este dispositivo, así que es este el que envía el mensaje: debe estar encendido y conectado. Si no lo está, lo envía cuando vuelva en el plazo de un día; después se te pregunta.',
  elsewhere:
    'Sus archivos no están en este dispositivo. Solo puede enviarlo el dispositivo en el que se adjuntaron.',
  waits: 'Espera una conexión',
  missed: 'No se envió: ninguno de tus dispositivos se conectó en un día',
  missedElsewhere: 'No se envió: el dispositivo que tiene los archivos no se conectó en un día',
  missedNote: (count: number) =>
    counted(count, {
      one: '# mensaje programado no se envió a tiempo.',
      other: '# mensajes programados no se enviaron a tiempo.',
    }),
  look: 'Ver',
  sendNow: 'Enviar ahora',
  edit: 'Cambiar',
  remove: 'Eliminar',
  removed: 'El mensaje programado se ha eliminado.',
  sentMeanwhile: 'Entretanto se envió, tal como estaba.',
  gone: 'Esta conversación ya no está aquí. No se envía.',
  tooLong: (characters: number) =>
    counted(characters, {
      one: 'Sobra # carácter para guardarlo para más tarde.',
      other: 'Sobran # caracteres para guardarlo para más tarde.',
    }),
  tooMany: (limit: number) => `No caben más de ${number(limit)}. Quita primero algunos.`,
}
