import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { inRow } = spanish

export const words: Translated<typeof english> = {
  section: 'Documentos',
  none: 'Aún no hay documentos',
  newDocument: 'Documento nuevo',
  createDocument: 'Crear documento',
  editDocument: 'Editar título, tema e icono',
  title: 'Título',
  titleWrong: 'Escribe de 1 a 120 caracteres.',
  toolbar: 'Formato',
  withKeys: (name: string, keys: string) => `${name} (${keys})`,
  commands: {
    undo: 'Deshacer',
    redo: 'Rehacer',
    heading1: 'Título 1',
    heading2: 'Título 2',
    heading3: 'Título 3',
    bold: 'Negrita',
    italic: 'Cursiva',
    strike: 'Tachado',
    code: 'Código',
    link: 'Enlace',
    bulletList: 'Lista con viñetas',
    orderedList: 'Lista numerada',
    taskList: 'Lista de tareas',
    blockquote: 'Cita',
    codeBlock: 'Bloque de código',
  },
  textOf: (title: string) => `Texto de ${title}`,
  emptyHint: 'Escribe aquí. Todos en el espacio de trabajo pueden leerlo y editarlo, también sin conexión.',
  taskDone: 'Hecho',
  task: (text: string) => `Hecho: ${text}`,
  someone: 'Alguien',
  addLink: 'Añadir un enlace',
  changeLink: 'Cambiar el enlace',
  linkAddress: 'Dirección',
  linkHint: 'De la web (https, http) o de correo.',
  linkWrong: 'Esto no es una dirección web ni de correo.',
  setLink: 'Poner enlace',
  openLink: 'Abrir enlace',
  removeLink: 'Quitar enlace',
  here: (names: ReadonlyArray<string>) => `También aquí: ${inRow(names)}`,
  nobodyHere: 'No hay nadie más aquí ahora mismo',
  chat: 'Chat sobre este documento',
  showChat: 'Mostrar el chat',
  hideChat: 'Ocultar el chat',
  opening: 'Abriendo el documento',
  tryAgain: 'Reintentar',
  kept: {
    connecting: 'Conectando',
    offline: 'Sin conexión. Guardado en este dispositivo, se enviará después.',
    offlineSaving: 'Sin conexión. Guardando',
    saved: 'Guardado en el servidor',
    saving: 'Guardando',
    deviceOnly: 'Guardado solo en este dispositivo',
  },
  troubles: {
    strange:
      'Este documento contiene algo que esta versión de Tidings no puede mostrar. No se cambió nada; actualiza Tidings para abrirlo.',
    diskFull:
      'El disco está lleno: los cambios de este documento no se pueden guardar en este dispositivo. Haz sitio; mientras tanto, deja esta ventana abierta y el servidor disponible.',
    notKept:
      'Los cambios de este documento no se pueden guardar ahora mismo en este dispositivo. Deja esta ventana abierta y el servidor disponible; se reintenta por sí solo.',
    damaged:
      'Una parte de este documento no se pudo leer en este dispositivo. Lo que el servidor tiene de ella vuelve desde allí.',
  },
  stopped: {
    'not-a-member':
      'Ya no eres miembro de este espacio de trabajo. Lo que escribiste se conserva en este dispositivo y no se envía.',
    full: 'Este documento está lleno. Lo que escribiste se conserva en este dispositivo; borra algo e inténtalo de nuevo, o continúa en un documento nuevo.',
    refused: 'El servidor no aceptó los últimos cambios de este documento. Se conservan en este dispositivo.',
  },
  absent:
    'Este documento aún no está en este dispositivo. Llegará cuando el servidor esté disponible; el chat funciona mientras tanto.',
}
