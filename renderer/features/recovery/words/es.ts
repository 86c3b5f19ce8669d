import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = spanish

export const words: Translated<typeof english> = {
  title: 'Código de recuperación',
  notSetUpText:
    'Aún no tienes ninguno. Si pierdes todos tus dispositivos, nadie podrá abrir tus conversaciones selladas: ni tú ni quien administra el servidor.',
  setUpText: (made: string, saved: string) =>
    `Configurado el ${made}. La copia sellada de tus claves en el servidor es del ${saved}.`,
  renewedText: (made: string, saved: string) =>
    `Renovado el ${made}; el código anterior ya no abre nada. La copia sellada de tus claves en el servidor es del ${saved}.`,
  unknownText: 'Preguntando si hay uno.',
  explain:
    'El código tiene 36 letras y cifras. Abre una copia sellada de tus claves que está en el servidor. El servidor no conoce el código ni puede averiguarlo.',
  setUp: 'Crear un código',
  renew: 'Crear un código nuevo',
  renewText: 'El código que tienes ahora deja de valer cuando se confirme el nuevo.',
  showTitle: 'Anota este código',
  showText:
    'Solo se muestra esta vez. Quien lo tenga y entre como tú lo leerá todo, así que guárdalo donde guardas un pasaporte: no en un chat ni en tu correo.',
  label: 'Código de recuperación, 9 grupos de 4 caracteres',
  copy: 'Copiar',
  copied:
    'Copiado. Otros programas pueden leer lo que se copia; lo mejor es pegarlo en un gestor de contraseñas y luego copiar otra cosa.',
  print: 'Imprimir',
  save: 'Guardar como archivo',
  saved: 'Guardado sin cifrar en tus descargas. Muévelo a donde solo llegues tú.',
  fileName: 'tidings-codigo-de-recuperacion.txt',
  sheetTitle: 'Código de recuperación de Tidings',
  sheetFor: (username: string, made: string) => `Cuenta: ${username}. Creado el ${made}.`,
  sheetText: 'Quien tenga este código y la contraseña de la cuenta puede leer sus conversaciones selladas.',
  written: 'Lo tengo por escrito',
  confirmTitle: '¿Está bien anotado?',
  confirmText: 'Escribe estos dos grupos de lo que anotaste.',
  group: (which: number) => `Grupo ${number(which)}`,
  groupWrong: (which: number) => `Este no es el grupo ${number(which)}. Mira otra vez lo que anotaste.`,
  showAgain: 'Mostrar el código otra vez',
  confirm: 'Confirmar',
  doneTitle: 'Tu código de recuperación está configurado',
  doneText:
    'La copia del servidor se renueva por sí sola mientras sigues escribiendo, más o menos cada cinco minutos: lo más reciente aún no está en ella. El código no cambia.',
  done: 'Listo',
  enterTitle: 'Usar el código de recuperación',
  enterLabel: 'Código de recuperación',
  enterHint: 'Minúsculas o mayúsculas, con o sin espacios y guiones.',
  enterSubmit: 'Abrir mis conversaciones',
  restoring: (done: number, total: number) => `Conversaciones abiertas: ${number(done)} de ${number(total)}`,
  restoringText:
    'Los mensajes más recientes llegan primero. Las personas con las que escribes ven que volviste con un código.',
  restoredTitle: 'Tus conversaciones están abiertas otra vez',
  restoredText: 'Crea un código de recuperación nuevo si alguien más pudo haber visto este.',
  problems: {
    empty: 'Escribe el código.',
    tooShort: (missing: number) =>
      counted(missing, {
        one: 'Falta # carácter. Un código tiene 9 grupos de 4.',
        other: 'Faltan # caracteres. Un código tiene 9 grupos de 4.',
      }),
    tooLong: (extra: number) =>
      counted(extra, {
        one: 'Sobra # carácter. Un código tiene 9 grupos de 4.',
        other: 'Sobran # caracteres. Un código tiene 9 grupos de 4.',
      }),
    notOfACode: (character: string, group: number) =>
      `«${character}» no aparece en ningún código de recuperación. Está en el grupo ${number(group)}.`,
  },
  failures: {
    'wrong-password': 'Esa no es la contraseña de tu cuenta. No se cambió nada.',
    'not-primary':
      'Este dispositivo no puede cambiar el código de recuperación. Usa uno que pueda añadir y quitar dispositivos.',
    unreachable:
      'No se pudo contactar con el servidor, y la copia sellada está allí. No se cambió nada. Inténtalo de nuevo cuando tengas conexión.',
    failed: (detail: string) => `No funcionó. No se cambió nada. Inténtalo de nuevo. (${detail})`,
  },
  restoreFailures: {
    mistyped:
      'Hay algo mal escrito en el código: su último grupo no encaja con los demás. Compáralo con tu papel, grupo por grupo.',
    'wrong-code':
      'Es un código de recuperación, pero no el de esta cuenta. Mira si tu papel nombra otra cuenta.',
    replaced: (moment: string) =>
      `Este código se sustituyó por uno más nuevo, ${moment}. Busca el papel más nuevo.`,
    oldCopy: (moment: string) =>
      `El servidor entrega una copia de tus claves del ${moment}, y hay una más nueva. El código es correcto. No sigas con ella; avisa a quien administra tu servidor.`,
    'no-copy':
      'En el servidor no hay ninguna copia sellada de las claves de esta cuenta. Vincula con otro dispositivo o empieza de cero.',
    unreachable:
      'No se pudo contactar con el servidor, y la copia sellada está allí. Inténtalo de nuevo cuando tengas conexión.',
    failed: (detail: string) => `No funcionó. Inténtalo de nuevo. (${detail})`,
  },
}
