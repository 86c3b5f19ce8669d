import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  intro:
    'Un archivo con todo lo de esta cuenta en este dispositivo: mensajes, borradores, ajustes y claves, sellado con una frase de contraseña. Los archivos adjuntos no van en él.',
  make: 'Hacer copia…',
  makeTitle: 'Hacer copia de seguridad de esta cuenta',
  check: 'Comprobar una copia…',
  checkTitle: 'Comprobar una copia de seguridad',
  checkText: 'Lee el archivo entero y dice qué contiene. No se cambia nada.',
  restore: 'Restaurar desde una copia de seguridad',
  restoreTitle: 'Restaurar desde una copia de seguridad',
  restoreText:
    'Trae la cuenta de la copia a este dispositivo, como un dispositivo nuevo de ella. Funciona sin red; inicia sesión después para continuar.',
  last: (when: string) => `Última copia de seguridad en este dispositivo: ${when}`,
  never: 'Aún no has hecho ninguna copia de seguridad en este dispositivo.',
  passphrase: 'Frase de contraseña de la copia',
  passphraseHint: 'Al menos 12 caracteres. Sin ella nadie puede abrir la copia, tampoco tú: anótala.',
  passphraseAgain: 'La frase de contraseña otra vez',
  passphraseWrong: 'Usa al menos 12 caracteres.',
  passphraseDiffers: 'No es la misma que la de arriba.',
  passphraseMissing: 'Escribe la frase de contraseña con la que se hizo la copia.',
  restoreHint: 'La misma con la que se hizo. Desde ahora bloquea este dispositivo.',
  waiting: (count: number) =>
    counted(count, {
      one: '# mensaje espera a enviarse desde este dispositivo. Deja que se envíe primero: un dispositivo restaurado no lo envía.',
      other:
        '# mensajes esperan a enviarse desde este dispositivo. Deja que se envíen primero: un dispositivo restaurado no los envía.',
    }),
  file: 'El archivo',
  fileMissing: 'Elige el archivo de la copia de seguridad.',
  startMake: 'Hacer copia',
  startCheck: 'Comprobar',
  startRestore: 'Restaurar',
  working: 'Leyendo la copia de seguridad…',
  writing: 'Escribiendo la copia de seguridad…',
  progress: (done: number, total: number) => `Conversación ${done} de ${total}…`,
  done: (place: string) =>
    `La copia de seguridad está en ${place}. Compruébala una vez y guárdala fuera de este ordenador.`,
  stop: 'Detener',
  close: 'Cerrar',
  whole: 'La copia de seguridad está completa y se abre.',
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
  otherAccount: 'Es la copia de una cuenta distinta de la que está abierta aquí.',
  older: (when: string) => `Has hecho en este dispositivo una copia más nueva: ${when}.`,
  fileName: (username: string, date: string) => `Copia de Tidings ${username} ${date}.tidings`,
  keysUnreadable: (detail: string) =>
    `No se pudieron leer las claves de esta cuenta. Reinicia Tidings e inténtalo de nuevo. (${detail})`,
  unreadable:
    'No se pudo leer una parte de lo que hay en este dispositivo. No se hizo ninguna copia. Inténtalo más tarde.',
  failures: {
    'no-backup': 'Este archivo no es una copia de seguridad de Tidings. Elige otro.',
    newer: 'Esta copia la hizo una versión posterior de Tidings. Usa esa versión.',
    'wrong-passphrase': 'Esa no es la frase de contraseña de esta copia. Inténtalo de nuevo.',
    damaged: 'Esta copia está dañada: se modificó después de hacerla. No se tomó nada de ella. Usa otra.',
    truncated: 'Esta copia no está completa: le falta el final. No se tomó nada de ella. Usa otra.',
    reordered:
      'Esta copia está dañada: le faltan partes o están desordenadas. No se tomó nada de ella. Usa otra.',
    cancelled: 'Se detuvo. No se cambió nada.',
    store: 'Este dispositivo no pudo guardarla. ¿Está lleno el disco? No se restauró nada.',
    'already-here':
      'Esta cuenta, u otra con su nombre de usuario, ya está en este dispositivo. Inicia sesión en ella o elimínala primero de este dispositivo.',
    'not-signed-out': 'Aquí hay una cuenta abierta. Añade primero una cuenta y restaura allí.',
  },
}
