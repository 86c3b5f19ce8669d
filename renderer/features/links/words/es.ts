import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  openTitle: '¿Abrir este enlace?',
  openText: 'Lleva fuera de Tidings, a',
  openWhole: 'Dirección completa',
  open: 'Abrir enlace',
  copyAddress: 'Copiar dirección',
  lettersWarning:
    'El nombre de este sitio tiene letras que pueden confundirse con otras. Ábrelo solo si lo conoces.',
  otherWarning: (host: string) =>
    `El enlace muestra ${host}, pero no lleva allí. Ábrelo solo si sabes por qué.`,
  trust: (site: string) => `No volver a preguntar para ${site}`,
  title: 'Enlaces',
  note: 'Antes de que un enlace lleve fuera de Tidings, se te pregunta y ves adónde. Lo elegido aquí vale solo para tu cuenta en este dispositivo.',
  none: 'Se te pregunta para cada sitio.',
  sites: (count: number) =>
    counted(count, {
      one: '# sitio se abre sin preguntar',
      other: '# sitios se abren sin preguntar',
    }),
  forget: 'Volver a preguntar',
  forgetSite: (site: string) => `Volver a preguntar para ${site}`,
  forgetAll: 'Volver a preguntar para todos',
}
