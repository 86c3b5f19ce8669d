import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number, plural } = spanish

export const words: Translated<typeof english> = {
  app: 'Tidings',
  reply: 'Escribir una respuesta',
  messages: (count: number) => counted(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  ofAccount: (title: string, account: string) => `${title} (para ${account})`,
  from: (author: string, where: string) => `${author} en ${where}`,
  last: (count: number, text: string) =>
    plural(count, {
      one: `${number(count)} mensaje nuevo: ${text}`,
      other: `${number(count)} mensajes nuevos, el último: ${text}`,
    }),
  someone: 'Alguien',
  title: 'Notificaciones',
  device: 'Solo valen para este dispositivo.',
  show: 'Mostrar notificaciones',
  content: 'Qué dicen',
  contents: { text: 'Nombre y texto', name: 'Solo el nombre', none: 'Ninguno de los dos' },
  sound: 'No hacen ruido.',
  standings: {
    allowed: 'Este sistema permite que Tidings muestre notificaciones.',
    'not-asked': 'Tu navegador te preguntará primero si Tidings puede mostrar notificaciones.',
    denied:
      'Tu navegador no deja que Tidings muestre notificaciones. Permítelas en sus ajustes para esta página (el signo junto a la dirección) y prueba otra vez.',
    missing:
      'Este navegador no muestra notificaciones. Los mensajes se cuentan de todos modos en el título de la ventana.',
  },
  ask: 'Permitir notificaciones',
  test: 'Enviar una notificación de prueba',
  testTitle: 'Funciona',
  testBody: 'Así te avisa Tidings de un mensaje.',
  tested:
    'Se entregó a tu sistema. Si no la ves, mira si tu sistema tiene las notificaciones apagadas o está en no molestar.',
  testFailed:
    'Tu sistema no la mostró. Mira en sus ajustes si se permiten las notificaciones de este programa.',
}
