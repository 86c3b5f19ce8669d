import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  record: 'Grabar un mensaje de voz',
  asking: 'Esperando el micrófono. Tu sistema puede preguntar si Tidings puede usarlo.',
  recording: (time: string) => `Grabando, ${time}`,
  cancel: 'Descartar la grabación',
  finish: 'Terminar la grabación',
  level: 'Volumen del sonido',
  name: (moment: string) => `Mensaje de voz ${moment}.webm`,
  failure: {
    refused:
      'Tidings no puede usar el micrófono. Permítelo en los ajustes de tu sistema o navegador e inténtalo de nuevo.',
    missing: 'No se encontró ningún micrófono. Conecta uno e inténtalo de nuevo.',
    busy: 'No se pudo abrir el micrófono. Puede que lo esté usando otro programa: ciérralo e inténtalo de nuevo.',
  },
}
