import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { listed } = spanish

export const words: Translated<typeof english> = {
  title: 'Escritorio',
  device: 'Solo valen para este dispositivo.',
  autostart: 'Iniciar con el sistema',
  autostartNote: 'Tidings arranca cuando inicias sesión en este ordenador, sin abrir ninguna ventana.',
  closeToTray: 'Seguir en la bandeja del sistema al cerrar la ventana',
  closeToTrayNote:
    'Se te sigue avisando de los mensajes. Sal desde el menú de la bandeja o desde el menú «Archivo».',
  spelling: 'Revisar la ortografía',
  spellingDownloads:
    'Se descarga una sola vez de Google un diccionario de tu idioma. Lo que escribes se queda en este dispositivo.',
  spellingLocal: 'Con los diccionarios de este ordenador. Lo que escribes se queda en este dispositivo.',
  notKept: 'No se pudo guardar: no se puede escribir en el disco o en una carpeta tuya. Sigue como antes.',
  nowhere: 'Este enlace lleva a una conversación en la que no estás o que ya no existe.',
  nowhereOpen: (accounts: ReadonlyArray<string>) =>
    `Este enlace lleva a una conversación que ninguna cuenta abierta tiene. Quizá sea de ${listed(accounts)}: desbloquea esa cuenta y abre el enlace otra vez.`,
  safeMode:
    'Tidings funciona en modo seguro: sin el procesador gráfico y con los ajustes del primer día. Los tuyos vuelven cuando salgas y lo abras otra vez.',
  menus: {
    open: 'Abrir Tidings',
    quit: 'Salir de Tidings',
    file: 'Archivo',
    newWindow: 'Ventana nueva',
    closeWindow: 'Cerrar ventana',
    edit: 'Editar',
    undo: 'Deshacer',
    redo: 'Rehacer',
    cut: 'Cortar',
    copy: 'Copiar',
    paste: 'Pegar',
    selectAll: 'Seleccionar todo',
    view: 'Ver',
    zoomIn: 'Más grande',
    zoomOut: 'Más pequeño',
    actualSize: 'Tamaño normal',
    fullScreen: 'Pantalla completa',
    window: 'Ventana',
    minimize: 'Minimizar',
    addToDictionary: 'Añadir al diccionario',
    noSuggestions: 'Sin sugerencias',
    copyLink: 'Copiar enlace',
  },
}
