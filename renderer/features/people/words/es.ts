import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, inRow, listed, number, plural } = spanish

export const words: Translated<typeof english> = {
  section: 'Mensajes directos',
  newMessage: 'Mensaje o grupo nuevo',
  none: 'Nadie todavía. Lo que escribas aquí solo lo pueden leer quienes participan.',
  notes: 'Notas para ti',
  someone: 'Alguien',
  people: (count: number) => counted(count, { one: ', # persona', other: ', # personas' }),
  presence: (status: string) => `, ${status}`,
  you: 'Tú',
  adminsOnly: 'Los administradores pueden añadir y sacar personas.',
  andOthers: (names: ReadonlyArray<string>, count: number) => `${inRow(names)} y ${number(count)} más`,
  leftText: 'Lo que has leído se queda aquí.',
  about: {
    group: {
      name: 'Nombre del grupo',
      nameHint: 'Opcional. Solo lo ven quienes participan. Uno como #planes aparece entre los canales.',
      full: (people: number) =>
        counted(people, {
          one: 'Un grupo tiene como máximo # persona, contándote a ti.',
          other: 'Un grupo tiene como máximo # personas, contándote a ti.',
        }),
      manage: 'Cambiar este grupo',
      title: 'Este grupo',
      members: 'Personas de este grupo',
      leave: 'Salir del grupo',
      leaveTitle: '¿Salir de este grupo?',
      left: 'Ya no estás en este grupo. Lo que has leído se queda aquí.',
      leftTitle: 'Ya no estás en este grupo',
      beingMade: 'El grupo aún se está preparando. Inténtalo de nuevo en un momento.',
      needsAdmin: 'Un grupo necesita un administrador. Nombra primero a otra persona, o sal tú del grupo.',
    },
    channel: {
      name: 'Nombre del canal privado',
      nameHint: 'Solo lo ven quienes participan. Sin el # aparece entre los mensajes directos.',
      full: (people: number) =>
        counted(people, {
          one: 'Un canal privado tiene como máximo # persona, contándote a ti.',
          other: 'Un canal privado tiene como máximo # personas, contándote a ti.',
        }),
      manage: 'Cambiar este canal privado',
      title: 'Este canal privado',
      members: 'Personas de este canal privado',
      leave: 'Salir del canal privado',
      leaveTitle: '¿Salir de este canal privado?',
      left: 'Ya no estás en este canal privado. Lo que has leído se queda aquí.',
      leftTitle: 'Ya no estás en este canal privado',
      beingMade: 'El canal privado aún se está preparando. Inténtalo de nuevo en un momento.',
      needsAdmin:
        'Un canal privado necesita un administrador. Nombra primero a otra persona, o sal tú del canal privado.',
    },
  },
  failures: {
    'not-linked':
      'Este dispositivo aún no está vinculado. Vincúlalo primero; después podrás escribir mensajes sellados.',
    keysNotSeen: (names: ReadonlyArray<string>) =>
      `Las claves de ${listed(names)} aún no están en este dispositivo. Inténtalo de nuevo cuando el servidor esté disponible.`,
    noKeys: (names: ReadonlyArray<string>) =>
      plural(names.length, {
        one: `${listed(names)} aún no puede leer mensajes sellados: tiene que abrir Tidings una vez. Quita a esa persona o pídeselo.`,
        other: `${listed(names)} aún no pueden leer mensajes sellados: tienen que abrir Tidings una vez. Quítalos o pídeselo.`,
      }),
    'not-ready':
      'Las claves de este dispositivo aún no están en el servidor. Inténtalo de nuevo cuando esté disponible.',
    leftWorkspace: (names: ReadonlyArray<string>) =>
      plural(names.length, {
        one: `${listed(names)} salió del espacio de trabajo. Quita a esa persona.`,
        other: `${listed(names)} salieron del espacio de trabajo. Quítalos.`,
      }),
    conversationNotKept: (detail: string) =>
      `La conversación no se pudo guardar en este dispositivo. Inténtalo de nuevo. (${detail})`,
    busy: 'El último cambio aún no ha llegado al servidor. Inténtalo de nuevo cuando haya llegado.',
    notKept: (detail: string) => `No se pudo guardar en este dispositivo. Inténtalo de nuevo. (${detail})`,
  },
}
