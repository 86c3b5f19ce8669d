import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
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
  noteOfFiles: 'Lo que lleva archivos lo envía el dispositivo en el que se adjuntaron.',
  elsewhere:
    'Sus archivos no están en este dispositivo. Solo puede enviarlo el dispositivo en el que se adjuntaron.',
  elsewhereOn: (device: string) =>
    `Sus archivos no están en este dispositivo. Solo puede enviarlo ${device}, donde se adjuntaron.`,
  missedOn: (device: string) => `No se envió: ${device}, que tiene los archivos, no se conectó en un día`,
  waits: 'Espera una conexión',
  closed:
    'Ahora no se puede escribir allí. Si eso no cambia hasta entonces, se rechaza y recuperas el texto.',
  missed: 'No se envió: ninguno de tus dispositivos se conectó en un día',
  missedElsewhere: 'No se envió: el dispositivo que tiene los archivos no se conectó en un día',
  sendNow: 'Enviar ahora',
  edit: 'Cambiar',
  remove: 'Eliminar',
  removed: (count: number) =>
    counted(count, {
      one: '# mensaje programado se ha eliminado.',
      other: '# mensajes programados se han eliminado.',
    }),
  sentMeanwhile: 'Entretanto se envió, tal como estaba.',
  gone: 'Esta conversación ya no está aquí. No se envía.',
}
