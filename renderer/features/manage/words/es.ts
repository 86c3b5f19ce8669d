import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  topicWrong: 'Escribe como máximo 250 caracteres.',
  levelSet: {
    all: (title: string) => `${title}: se te avisa de cada mensaje.`,
    mentions: (title: string) => `${title}: solo se te avisa de las menciones.`,
    none: (title: string) => `${title}: conversación silenciada. Puedes leerla cuando quieras.`,
  },
  muted: ', en silencio',
  notMade: ', no se creó',
  left: (title: string) => `Saliste de ${title}.`,
  leaving: (title: string) =>
    `Vas a salir de ${title}. Solo un administrador del canal puede dejarte entrar de nuevo.`,
  archived: (title: string) => `${title} está archivado. Nadie puede escribir ya en él.`,
  reopened: (title: string) => `${title} está abierto otra vez.`,
  waits: (title: string) => `${title}: tendrá efecto en cuanto se pueda contactar con el servidor.`,
  browse: 'Explorar canales',
  membersOf: (workspace: string) => `Personas en ${workspace}`,
  commands: {
    topic: { usage: '/topic texto', text: 'Decir de qué trata esta conversación' },
    invite: { usage: '/invite @nombre', text: 'Añadir a alguien a este canal' },
    leave: { usage: '/leave', text: 'Salir de este canal' },
    mute: { usage: '/mute', text: 'Silenciar esta conversación, o volver a oírla' },
    shrug: { usage: '/shrug texto', text: String.raw`Poner ¯\_(ツ)_/¯ detrás de lo que escribes` },
    status: { usage: '/status texto', text: 'Decir cómo estás; sin texto, se borra' },
    away: { usage: '/away', text: 'Aparecer como ausente' },
    busy: { usage: '/busy', text: 'Aparecer como ocupado; nada te avisa' },
    online: { usage: '/online', text: 'Aparecer en línea siempre que estés aquí' },
    invisible: { usage: '/invisible', text: 'Aparecer sin conexión' },
    help: { usage: '/help', text: 'Mostrar lo que se puede escribir aquí' },
  },
  statusSet: {
    away: 'Los demás te ven ahora ausente.',
    busy: 'Los demás te ven ahora ocupado, y nada te avisa.',
    online: 'Los demás te ven en línea siempre que estés aquí.',
    invisible: 'Los demás te ven ahora sin conexión. Puedes leer y escribir como siempre.',
  },
  topicNow: (topic: string, command: string) =>
    `Tema: «${topic}». Para cambiarlo, escribe ${command} y el nuevo.`,
  takesNoText: (usage: string) => `Escribe solo ${usage}, sin nada detrás. No se cambió nada.`,
  whom: 'Escribe a quién añadir: /invite @nombre. Debe ser el nombre de una sola persona de este espacio de trabajo.',
  invited: (name: string, title: string) => `Se añadió a ${name} a ${title}.`,
  topicSet: (title: string) => `Se cambió el tema de ${title}.`,
  failures: {
    'edit-not-kept': (detail: string) =>
      `No se pudo escribir en el disco. No se ha cambiado nada; inténtalo de nuevo. (${detail})`,
    'last-admin':
      'Un canal privado necesita un administrador. Nombra primero a otra persona. No se cambió nada.',
    'last-owner':
      'Un espacio de trabajo necesita un propietario. Nombra primero a otra persona. No se cambió nada.',
    forbidden: 'Tu rol no lo permite. Pregunta a un administrador. No se cambió nada.',
    unreachable:
      'No se pudo contactar con el servidor, que debe aceptar esto. No se cambió nada; inténtalo de nuevo cuando tengas conexión.',
  },
}
