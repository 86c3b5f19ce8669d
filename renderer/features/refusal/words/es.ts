import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  changes: {
    react: 'Tu reacción está solo en este dispositivo.',
    edit: 'Tu edición de un mensaje está solo en este dispositivo.',
    pin: 'Lo que fijaste o dejaste de fijar vale solo en este dispositivo.',
    redact: 'Lo que eliminaste falta solo en este dispositivo.',
    reply: 'Tu respuesta en un hilo está solo en este dispositivo.',
    post: 'Tu mensaje está solo en este dispositivo.',
    meta: 'Tu cambio en la propia conversación vale solo en este dispositivo.',
    other: 'Algo que hiciste aquí vale solo en este dispositivo.',
  },
  refusals: {
    forbidden: 'No enviado. No puedes escribir aquí, quizá porque ya no eres miembro.',
    closed: 'No enviado. Ahora no se puede escribir aquí.',
    'unknown-conversation': 'No enviado. El servidor no te conoce en esta conversación.',
    unacceptable: 'No enviado. El servidor no pudo aceptarlo tal como está. Edítalo y envíalo de nuevo.',
    displaced:
      'No enviado. El servidor tiene otra cosa en su lugar. Edítalo para enviarlo como mensaje nuevo.',
    'stale-epoch':
      'No enviado. Las claves de esta conversación han cambiado. Se sella de nuevo y se envía por sí solo.',
    'not-linked':
      'No enviado. Este dispositivo no está vinculado a tu cuenta. Vincúlalo en los ajustes y envíalo de nuevo.',
    'key-changed':
      'No enviado. Ha cambiado la clave de alguien que habías verificado. Compárala de nuevo o acéptala, y envíalo otra vez.',
    'by-policy': 'No enviado. Tu organización no permite mensajes sellados en este dispositivo.',
    'not-verified':
      'No enviado. Tu organización pide comparar antes la clave de cada persona. Compara las de quienes aún no están verificados; después se envía por sí solo.',
    'rate-limited': 'No enviado. Era demasiado de una vez. Se reintenta por sí solo.',
    unavailable: 'No enviado. El servidor no puede guardar mensajes ahora mismo. Se reintenta por sí solo.',
  },
  unacceptable: 'No enviado. El servidor no pudo aceptarlo.',
}
