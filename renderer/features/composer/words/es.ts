import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  message: (title: string) => `Mensaje a ${title}`,
  editing: 'Editando tu mensaje',
  replyingTo: (name: string) => `Respondiendo a ${name}`,
  cancelEdit: 'Dejar de editar',
  cancelReply: 'No responder',
  unknownCommand: (name: string) =>
    `Aquí no existe el comando /${name}. Envíalo otra vez para mandarlo como mensaje, o escribe / para ver los que hay.`,
  send: 'Enviar',
  save: 'Guardar',
  someone: 'alguien',
  emoji: 'Emoji',
  suggestions: 'Sugerencias',
  suggested: (count: number) =>
    counted(count, {
      one: '# sugerencia. Las flechas eligen, Intro la toma.',
      other: '# sugerencias. Las flechas eligen, Intro toma una.',
    }),
  hint: '**negrita** *cursiva* `código` · Mayús+Intro para una línea nueva',
  hintCtrl: '**negrita** *cursiva* `código` · Ctrl+Intro envía',
  room: {
    left: (characters: number) =>
      counted(characters, { one: 'Queda # carácter', other: 'Quedan # caracteres' }),
    nearlyTooLong: (longest: number) =>
      counted(longest, {
        one: 'Aquí un mensaje puede tener # carácter. Queda poco espacio.',
        other: 'Aquí un mensaje puede tener # caracteres. Queda poco espacio.',
      }),
    tooLong: 'Es demasiado largo para enviarlo. Acórtalo o divídelo en dos.',
  },
  typing: {
    one: (name: string) => `${name} está escribiendo…`,
    two: (name: string, other: string) => `${name} y ${other} están escribiendo…`,
    several: 'Varias personas están escribiendo…',
  },
  failures: {
    empty: 'Escribe algo primero.',
    tooLong: (characters: number) =>
      counted(characters, {
        one: 'Sobra # carácter. Divídelo en dos.',
        other: 'Sobran # caracteres. Divídelo en dos.',
      }),
    unknownMessage: 'Este mensaje ya no existe.',
    notYours: 'Solo quien lo escribió puede cambiar este mensaje.',
    notReady:
      'Los mensajes más recientes aún no están en este dispositivo. Tu texto se queda aquí; envíalo cuando el servidor esté disponible.',
  },
}
