import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  someone: 'Alguien',
  you: 'Tú',
  onlyYou: 'Solo tú puedes leer esto',
  onlyTwo: (name: string) => `Solo tú y ${name} podéis leer esto`,
  onlyGroup: (count: number) =>
    counted(count, {
      one: 'Solo la # persona de aquí puede leer esto',
      other: 'Solo las # personas de aquí pueden leer esto',
    }),
  open: (workspace: string) => `Los miembros de ${workspace} y el servidor pueden leer esto`,
  verifiedToo: ', verificado',
  protection: 'Qué protege Tidings y qué no',
  changedBanner: (name: string) =>
    `El número de seguridad con ${name} ha cambiado. Casi siempre es un teléfono u ordenador nuevo, o un comienzo de cero tras una pérdida.`,
  compareAgain: 'Comparar de nuevo',
  dismiss: 'Ahora no',
  blockedTitle: (name: string) => `No se envía nada: la clave de ${name} ha cambiado`,
  blockedText: (name: string) => [
    `Verificaste a ${name} con otra clave. La nueva puede ser suya, tras empezar de cero, o de otra persona.`,
    `Pregunta a ${name} en una llamada o en persona. Lo que habías empezado a escribir se conserva.`,
  ],
  blockedCompare: 'Comparar',
  blockedAccept: 'Enviar de todos modos, acepto la clave nueva',
  blockedMore: (count: number) =>
    counted(count, {
      one: '# persona más de aquí tiene también una clave cambiada.',
      other: '# personas más de aquí tienen también una clave cambiada.',
    }),
  history: 'Qué pasó con las personas y los dispositivos',
  unopened:
    'Algunos mensajes enviados aquí no se pueden abrir en este dispositivo: no tiene las claves. Pide que te los envíen otra vez o léelos en un dispositivo tuyo que los tenga.',
  unopenedLater:
    'Algunos mensajes enviados aquí no se pueden abrir en este dispositivo: son más recientes que la copia de tus claves con la que volviste. Pide que te los envíen otra vez o léelos en un dispositivo tuyo que todavía los tenga.',
  failures: {
    locked: 'Este perfil está bloqueado. Recarga y desbloquéalo con tu contraseña.',
    'no-keys':
      'Las claves de esta persona aún no están en este dispositivo. Llegarán cuando el servidor esté disponible.',
    moved: 'El número cambió mientras lo mirabas. Cierra esto y ábrelo de nuevo.',
    notKept: (detail: string) => `No se pudo guardar en este dispositivo. Inténtalo de nuevo. (${detail})`,
  },
  events: {
    deviceAdded: (name: string, device: string) => `${name} vinculó un dispositivo nuevo: ${device}`,
    deviceRemoved: (name: string, device: string) => `${name} quitó un dispositivo: ${device}`,
    recovered: (name: string, device: string) =>
      `${name} volvió en un dispositivo nuevo, con una copia de seguridad o un código de recuperación: ${device}`,
    reset: (name: string) => `${name} empezó de cero con una clave nueva: el número de seguridad ha cambiado`,
    added: (by: string, name: string) => `${by} añadió a ${name}`,
    removed: (by: string, name: string) => `${by} sacó a ${name}`,
    left: (name: string) => `${name} salió`,
    madeAdmin: (by: string, name: string) => `${by} hizo administrador a ${name}`,
  },
  ownEvents: {
    deviceAdded: (device: string) => `Vinculaste un dispositivo nuevo: ${device}`,
    deviceRemoved: (device: string) => `Quitaste un dispositivo: ${device}`,
    recovered: (device: string) =>
      `Volviste en un dispositivo nuevo, con una copia de seguridad o un código de recuperación: ${device}`,
    reset: 'Empezaste de cero con una clave nueva',
    left: 'Saliste',
    youAdded: (name: string) => `Añadiste a ${name}`,
    addedYou: (by: string) => `${by} te añadió`,
    youRemoved: (name: string) => `Sacaste a ${name}`,
    removedYou: (by: string) => `${by} te sacó`,
    youMadeAdmin: (name: string) => `Hiciste administrador a ${name}`,
    madeYouAdmin: (by: string) => `${by} te hizo administrador`,
  },
}
