import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, inRow, number, plural } = spanish

export const words: Translated<typeof english> = {
  windowTitle: (title: string, workspace: string) => `${title} · ${workspace} · Tidings`,
  messages: 'Mensajes',
  readers: (workspace: string) => `Los miembros de ${workspace} y el servidor pueden leer esto`,
  readersTitle: 'Quién puede leer esto',
  readersText: (workspace: string) =>
    `Todos en ${workspace} pueden leer y escribir aquí, ahora y más adelante. Los mensajes viajan cifrados al servidor, que puede leerlos: comprueba quién escribió qué y los guarda para quienes no están. En este dispositivo se guardan cifrados.`,
  search: 'Buscar',
  openSidebar: 'Mostrar conversaciones',
  fileList: 'Archivos y enlaces',
  react: 'Reaccionar',
  reply: 'Responder',
  edit: 'Editar',
  remove: 'Eliminar',
  copy: 'Copiar texto',
  copyLink: 'Copiar enlace',
  replyInThread: 'Responder en el hilo',
  pin: 'Fijar',
  unpin: 'Desfijar',
  pinnedBy: (name: string) => `Fijado por ${name}`,
  forward: 'Reenviar',
  markUnread: 'Marcar como no leído desde aquí',
  whoReacted: 'Quién reaccionó',
  newLine: 'Nuevo',
  nowhereTitle: 'Este mensaje no está aquí',
  nowhereText:
    'El enlace lleva a una conversación en la que no estás o de la que este dispositivo aún no sabe nada. Pregunta a quien te lo dio.',
  details: 'Acerca de esta conversación',
  pinnedCount: (count: number) => counted(count, { one: '# mensaje fijado', other: '# mensajes fijados' }),
  you: 'Tú',
  repliedInThread: 'Respuesta en un hilo:',
  openThread: 'Abrir el hilo',
  replies: 'Respuestas',
  replyDraft: 'Borrador de una respuesta',
  replyCount: (count: number) => counted(count, { one: '# respuesta', other: '# respuestas' }),
  lastReply: (moment: string) => `última ${moment}`,
  unreadReplies: (count: number) =>
    counted(count, { one: '# respuesta sin leer', other: '# respuestas sin leer' }),
  showEarlier: 'Editado: ver lo que decía antes',
  earlierTitle: 'Versiones anteriores',
  now: 'Ahora',
  retry: 'Reintentar',
  rewrite: 'Editar',
  discard: 'Descartar',
  actions: 'Acciones del mensaje',
  removeTitle: '¿Eliminar este mensaje?',
  removeText:
    'Desaparece para todos. Tienes unos segundos para deshacerlo; después no se puede recuperar. El lugar donde estaba sigue visible.',
  removeOthersText: 'Todos ven que lo has eliminado tú.',
  unsentText: 'Nadie lo ha visto. Tienes unos segundos para deshacerlo; después desaparece.',
  edited: '(editado)',
  deleted: 'Mensaje eliminado',
  deletedBy: (name: string) => `Eliminado por ${name}`,
  removing: 'Se está eliminando este mensaje',
  discarding: 'Se está descartando este mensaje',
  givingUp: (count: number) =>
    counted(count, {
      one: 'Se está descartando # elemento rechazado',
      other: 'Se están descartando # elementos rechazados',
    }),
  deleting: (count: number) =>
    counted(count, {
      one: 'Se está eliminando # mensaje',
      other: 'Se están eliminando # mensajes',
    }),
  imported: 'importado',
  someone: 'Alguien',
  inReplyTo: 'En respuesta a',
  masked: '(modificado por un moderador)',
  replyGone: 'un mensaje anterior',
  replyDeleted: 'un mensaje eliminado',
  showMore: 'Mostrar más',
  showLess: 'Mostrar menos',
  jump: 'Ir a lo más reciente',
  newMessages: (count: number) => counted(count, { one: '# mensaje nuevo', other: '# mensajes nuevos' }),
  beginning: (title: string) => `Este es el comienzo de ${title}`,
  loadingOlder: 'Leyendo mensajes anteriores',
  unreachable:
    'Los mensajes anteriores no están en este dispositivo y el servidor no está disponible ahora mismo.',
  tryAgain: 'Reintentar',
  emptyTitle: (title: string) => `Aún no hay nada en ${title}`,
  emptyText:
    'Escribe abajo el primer mensaje. Se guarda al instante en este dispositivo y se envía cuando el servidor esté disponible.',
  invite: 'Invitar a personas',
  alone: 'Aún no hay nadie más aquí.',
  documentBeginning: (title: string) => `Este es el comienzo del chat sobre ${title}`,
  documentTitle: 'Aún no se ha dicho nada sobre este documento',
  documentText:
    'Lo que escribas abajo se guarda al instante en este dispositivo y se envía cuando el servidor esté disponible.',
  sealedBeginning: (title: string) => `Este es el comienzo de tu conversación con ${title}`,
  sealedTitle: (title: string) => `Aún no hay nada entre tú y ${title}`,
  sealedText:
    'Escribe abajo el primer mensaje. Se sella en este dispositivo y solo lo abren los dispositivos de las personas que están aquí.',
  notesBeginning: 'Este es el comienzo de tus notas',
  notesTitle: 'Aún no hay notas',
  notesText: 'Lo que escribas aquí se sella y solo lo abren tus propios dispositivos.',
  cameIn: (moment: string) => `Te añadieron el ${moment}. Lo que se escribió antes está cerrado para ti.`,
  notHereTitle: 'Aún no está en este dispositivo',
  notHereText: 'Lo que se escribió aquí llegará cuando este dispositivo esté conectado al servidor.',
  opening: 'Abriendo la conversación',
  announce: (author: string, text: string) => `${author}: ${text}`,
  reactedBy: (emoji: string, names: ReadonlyArray<string>) => `${emoji} ${inRow(names)}`,
  reaction: (emoji: string, count: number) =>
    plural(count, {
      one: `${emoji} ${number(count)} reacción`,
      other: `${emoji} ${number(count)} reacciones`,
    }),
  reactionMine: (emoji: string, count: number) =>
    plural(count, {
      one: `${emoji} ${number(count)} reacción, la tuya`,
      other: `${emoji} ${number(count)} reacciones, también la tuya`,
    }),
  seenBy: (count: number) => `Visto por ${number(count)}`,
  andOthers: (count: number) => counted(count, { one: 'y # más', other: 'y # más' }),
  quests: {
    seeking: 'Volviendo a ese mensaje',
    'not-there': 'Ese mensaje no está en esta conversación. Quizá se eliminó.',
    unreachable:
      'Ese mensaje no está en este dispositivo y el servidor no está disponible ahora mismo. Inténtalo más tarde.',
  },
  queued: 'En cola en este dispositivo',
  onServer: 'En el servidor',
  delivered: 'Entregado',
  read: 'Leído',
  nudge:
    'Si pierdes este dispositivo, tus mensajes sellados desaparecen. Un código de recuperación, en papel, los abre de nuevo.',
  nudgeSetUp: 'Configurar',
  nudgeDismiss: 'No volver a preguntar',
}
