import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  notices: {
    'device-outdated':
      'Este dispositivo se restauró de una copia más antigua. Lo que escribiste en él se envió otra vez en un lugar nuevo; no falta nada y nada está repetido.',
    sentAgain: (messages: number) =>
      counted(messages, {
        one: 'El servidor había perdido mensajes, quizá porque se restauró de una copia de seguridad. Se volvió a enviar # mensaje tuyo.',
        other:
          'El servidor había perdido mensajes, quizá porque se restauró de una copia de seguridad. Se volvieron a enviar # mensajes tuyos.',
      }),
    'log-changed':
      'El historial del servidor ya no es el que tenía antes, quizá porque se restauró de una copia de seguridad. Lo que tiene este dispositivo se conserva y se compara con él.',
    forged:
      'El servidor transmitió algo que su remitente no tenía derecho a escribir. Se dejó fuera; no tienes que hacer nada.',
    'receipt-false':
      'El servidor no pudo demostrar que guarda lo que envías: su firma no es correcta. Avisa a quien lo administra.',
    'word-broken':
      'El servidor ya no tiene mensajes que había confirmado con su firma. Lo que tiene este dispositivo se conserva. Avisa a quien lo administra.',
    clocksDiffer: (moment: string) =>
      `Este dispositivo y el servidor no coinciden en la hora: en el servidor era ${moment}. Lo que escribes lleva la hora de este dispositivo. Si su reloj va mal, aparece fuera de lugar para todos: ponlo en hora.`,
    withheld:
      'El servidor no envió todos los mensajes que tiene. Se le piden otra vez; no tienes que hacer nada.',
  },
  storeTroubles: {
    full: 'El disco de este dispositivo está lleno. Lo que escribes se sigue poniendo a salvo y enviando, pero los mensajes nuevos no caben aquí. Libera espacio; Tidings continuará por sí solo.',
    failed: (detail: string) =>
      `El almacenamiento de este dispositivo no responde como debería. Lo que escribes se sigue poniendo a salvo y enviando. Si continúa así, reinicia Tidings. (${detail})`,
    repaired: (parts: number) =>
      counted(parts, {
        one: '# parte de lo guardado en este dispositivo no se pudo leer y se retiró. Los mensajes vuelven desde el servidor; lo que enviaste y lo que espera está a salvo.',
        other:
          '# partes de lo guardado en este dispositivo no se pudieron leer y se retiraron. Los mensajes vuelven desde el servidor; lo que enviaste y lo que espera está a salvo.',
      }),
    lost: 'Los mensajes guardados en este dispositivo habían desaparecido. Vuelven desde el servidor, y lo que escribiste y aún no se envió sigue aquí. Solo pueden haberse perdido borradores.',
  },
}
