import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  intro:
    'Un archivo con todo lo de esta cuenta en este dispositivo: mensajes, borradores, ajustes, claves y, si quieres, archivos adjuntos, sellado con una frase de contraseña.',
  make: 'Hacer copia…',
  makeTitle: 'Hacer copia de esta cuenta',
  check: 'Comprobar una copia…',
  checkTitle: 'Comprobar una copia',
  checkText: 'Lee todo el archivo y dice qué contiene. No se cambia nada.',
  restoreTitle: 'Restaurar de una copia',
  restoreText:
    'Trae la cuenta de la copia a este dispositivo, como un dispositivo nuevo. Funciona sin red; después inicia sesión para continuar.',
  last: (when: string) => `Última copia en este dispositivo: ${when}`,
  never: 'Aún no has hecho ninguna copia en este dispositivo.',
  passphrase: 'Frase de contraseña de la copia',
  passphraseHint: 'Al menos 12 caracteres. Sin ella nadie puede abrir la copia, tú tampoco: anótala.',
  passphraseAgain: 'La frase de contraseña otra vez',
  passphraseWrong: 'Usa al menos 12 caracteres.',
  passphraseDiffers: 'Es distinta de la de arriba.',
  passphraseMissing: 'Escribe la frase de contraseña con que se hizo la copia.',
  restoreHint: 'Aquella con que se hizo. Desde ahora bloquea este dispositivo.',
  waiting: (count: number) =>
    counted(count, {
      one: '# mensaje espera a enviarse desde este dispositivo. Deja que se envíe antes: un dispositivo restaurado no lo envía.',
      other:
        '# mensajes esperan a enviarse desde este dispositivo. Deja que se envíen antes: un dispositivo restaurado no los envía.',
    }),
  again: 'Repetirla',
  every: { once: 'Nunca', day: 'Cada día', week: 'Cada semana' },
  againHint:
    'Tidings la repite por sí solo mientras está abierto: en la misma carpeta y con la misma frase de contraseña. Se conservan las tres más recientes.',
  madeAgain: {
    day: (folder: string) => `Se repite cada día, en ${folder}.`,
    week: (folder: string) => `Se repite cada semana, en ${folder}.`,
  },
  next: (when: string) => `Próxima: ${when}`,
  late: (when: string) =>
    `Falta la copia prevista para ${when}. Tidings lo intenta cada hora: comprueba que se llega a la carpeta y que tiene espacio.`,
  endAgain: 'Dejar de repetirla',
  againEnded: 'Ya no se hace ninguna copia por sí sola. Las que hay se quedan.',
  repeatFailed: (reason: string) => `No se pudo hacer la copia prevista. ${reason}`,
  file: 'El archivo',
  chooseFile: 'Elegir…',
  noFile: 'Aún no se ha elegido ninguno',
  fileMissing: 'Elige el archivo de la copia.',
  withFiles: 'Con archivos adjuntos',
  withFilesHere: (count: number, size: string) =>
    counted(count, {
      one: `Con archivos adjuntos: # archivo, ${size}`,
      other: `Con archivos adjuntos: # archivos, ${size}`,
    }),
  filesElsewhere:
    'Los archivos que no están en este dispositivo no están en la copia; los tiene el servidor.',
  filesProgress: (done: string, total: string) => `Archivos adjuntos: ${done} de ${total}…`,
  files: (count: number, size: string) =>
    counted(count, {
      one: `Contiene # archivo adjunto, ${size}.`,
      other: `Contiene # archivos adjuntos, ${size}.`,
    }),
  noFiles: 'No contiene archivos adjuntos.',
  filesOfServer:
    'Los archivos que no estaban en el dispositivo que la hizo no están en ella; los tiene el servidor.',
  filesMissed: (count: number) =>
    counted(count, {
      one: 'En este dispositivo no había sitio para # archivo adjunto. Todo lo demás está restaurado; el archivo viene del servidor.',
      other:
        'En este dispositivo no había sitio para # archivos adjuntos. Todo lo demás está restaurado; los archivos vienen del servidor.',
    }),
  startMake: 'Hacer copia',
  startCheck: 'Comprobar',
  startRestore: 'Restaurar',
  working: 'Leyendo la copia…',
  writing: 'Escribiendo la copia…',
  progress: (done: number, total: number) => `Conversación ${done} de ${total}…`,
  done: (place: string) =>
    `La copia está en ${place}. Compruébala una vez y guárdala fuera de este ordenador.`,
  stop: 'Detener',
  close: 'Cerrar',
  whole: 'La copia está completa y se abre.',
  of: (name: string, username: string, host: string) => `Cuenta: ${name} (@${username} en ${host})`,
  made: (when: string) => `Hecha: ${when}`,
  conversations: (count: number) =>
    counted(count, { one: 'Contiene # conversación.', other: 'Contiene # conversaciones.' }),
  documents: (count: number) =>
    counted(count, { one: 'Contiene # documento.', other: 'Contiene # documentos.' }),
  keys: (count: number) =>
    counted(count, {
      one: 'Claves de # conversación sellada.',
      other: 'Claves de # conversaciones selladas.',
    }),
  identity: 'Con ella puedes volver aunque pierdas todos tus dispositivos.',
  noIdentity:
    'El dispositivo que la hizo no puede admitir dispositivos nuevos: para volver necesitas otro dispositivo o un código de recuperación.',
  otherAccount: 'Es una copia de otra cuenta que la que está abierta aquí.',
  older: (when: string) => `Has hecho una copia más reciente en este dispositivo: ${when}.`,
  fileName: 'Copia de Tidings',
  keysUnreadable: (detail: string) =>
    `No se pudieron leer las claves de esta cuenta. Reinicia Tidings e inténtalo de nuevo. (${detail})`,
  unreadable:
    'Parte de lo que hay en este dispositivo no se pudo leer. No se hizo ninguna copia. Inténtalo más tarde.',
  failures: {
    'no-backup':
      'Este archivo no es una copia de seguridad de Tidings. Elige otro: el nombre de una copia acaba en .tidings.',
    newer: 'Una versión posterior de Tidings hizo esta copia. Usa esa versión.',
    'wrong-passphrase': 'Esa no es la frase de contraseña de esta copia. Inténtalo de nuevo.',
    damaged: 'Esta copia está dañada: se cambió después de hacerse. No se tomó nada de ella. Usa otra.',
    truncated:
      'Esta copia no está completa: falta el final, como cuando se corta al copiarla. No se tomó nada de ella. Cópiala de nuevo o usa otra.',
    reordered:
      'Esta copia está dañada: sus partes faltan o están desordenadas. No se tomó nada de ella. Usa otra.',
    cancelled: 'Se canceló. No se cambió nada.',
    empty:
      'Este archivo está vacío: no se terminó de copiar o nunca se escribió nada en él. Elige otra copia.',
    gone: 'El archivo ya no se puede leer: se movió o cambió, o se quitó su unidad. Elígelo otra vez.',
    store: 'Este dispositivo no pudo recibirla. ¿Está lleno el disco? No se restauró nada.',
    'already-here':
      'Esta cuenta, u otra con su nombre de usuario, ya está en este dispositivo. Inicia sesión en ella o elimínala antes de este dispositivo.',
    'not-signed-out': 'Hay una cuenta abierta aquí. Añade antes una cuenta y restaura allí.',
  },
}
