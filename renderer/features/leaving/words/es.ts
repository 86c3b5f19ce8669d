import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  eraseTitle: '¿Eliminar todo lo de esta cuenta de este dispositivo?',
  eraseText: [
    'Todos los mensajes, archivos, borradores, claves y el índice de búsqueda de esta cuenta desaparecen de este dispositivo. Las demás cuentas siguen como están.',
    'Tu cuenta sigue en el servidor: vuelve a iniciar sesión y regresa lo que el servidor conserva.',
    'Los mensajes sellados solo vuelven si tienes otro dispositivo o un código de recuperación.',
  ],
  eraseWaiting: (count: number) =>
    counted(count, {
      one: '# mensaje aún no se ha enviado. Se pierde para siempre.',
      other: '# mensajes aún no se han enviado. Se pierden para siempre.',
    }),
  confirmLabel: (username: string) => `Para confirmar, escribe tu nombre de usuario: ${username}`,
  confirmWrong: (username: string) => `Escribe exactamente ${username}.`,
  remove: 'Eliminar la cuenta',
  removeTitle: '¿Eliminar tu cuenta para siempre?',
  removeText: [
    'Tu nombre, correo, contraseña, dispositivos y copia de recuperación se eliminan del servidor. Se cierra la sesión en todos tus dispositivos. No hay vuelta atrás.',
    'Lo que escribiste queda en las conversaciones de los demás, con el nombre «Cuenta eliminada». Elimina antes los mensajes que no deban quedar.',
    'En las conversaciones selladas sigues en la lista de miembros hasta que alguien te quite; nadie puede leer nada con tus claves.',
    'También se elimina todo lo de esta cuenta en este dispositivo.',
  ],
  browserText:
    'Tu cuenta no tiene contraseña: se abre tu navegador y allí inicias sesión otra vez para demostrar que eres tú.',
  lastOwner: (workspaces: string) =>
    `Eres la única persona propietaria de un espacio de trabajo que usan otras. Nombra antes a otra: ${workspaces}`,
  tryAgain: 'Reintentar',
  goOn: 'Continuar en el navegador',
  eraseLater:
    'Tu cuenta se eliminó en el servidor, pero no se pudo eliminar todo de este dispositivo. Usa «Eliminar de este dispositivo».',
  eraseFailed: (detail: string) =>
    `No se pudo eliminar todo, y aquí tu sesión está cerrada. Inténtalo de nuevo tras reiniciar. (${detail})`,
  wrongPassword: 'Esa no es tu contraseña. No se eliminó nada.',
}
