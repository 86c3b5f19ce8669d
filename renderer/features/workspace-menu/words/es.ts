import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  rename: 'Cambiar el nombre del espacio de trabajo…',
  renameTitle: 'Cambiar el nombre de este espacio de trabajo',
  renameHint: 'Todos los que están en él ven el nombre nuevo al instante.',
  members: 'Miembros',
  moveUp: 'Subir en la lista de espacios de trabajo',
  moveDown: 'Bajar en la lista de espacios de trabajo',
  leave: 'Salir del espacio de trabajo…',
  leaveTitle: (name: string) => `¿Salir de ${name}?`,
  leaveText: [
    'Sus canales, documentos y mensajes directos desaparecen de las listas de todos tus dispositivos, y nada de allí te notifica más. Lo que escribiste se queda para los demás.',
    'Lo que este dispositivo guardó de él se queda aquí, cifrado, y no se muestra mientras no estés en el espacio de trabajo.',
    'En sus conversaciones selladas no podrás leer nada de lo que se escriba desde ahora, tampoco más tarde.',
    'Para volver necesitas una invitación, o te unes otra vez si el espacio de trabajo es abierto. A los canales privados solo puede traerte alguien que esté en ellos.',
  ],
  scheduled: (count) =>
    counted(count, {
      one: '# mensaje programado no se envía mientras no estés en el espacio de trabajo.',
      other: '# mensajes programados no se envían mientras no estés en el espacio de trabajo.',
    }),
  act: 'Salir',
  left: (name: string) => `Saliste de ${name}.`,
  lastOwner:
    'Eres su único propietario, y un espacio de trabajo necesita uno. Nombra antes a otra persona; después podrás salir.',
  alone:
    'Eres su único propietario y no hay nadie más en él. Un espacio de trabajo necesita un propietario: se queda como está hasta que invites a alguien y le hagas propietario.',
}
