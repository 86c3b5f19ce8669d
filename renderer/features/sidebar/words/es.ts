import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  conversations: 'Conversaciones',
  find: 'Buscar o ir a…',
  sidePane: 'Espacios de trabajo y conversaciones',
  workspaces: 'Espacios de trabajo',
  channels: 'Canales',
  private: ', privado',
  newChannel: 'Canal nuevo',
  addWorkspace: 'Unirse a un espacio de trabajo o crearlo',
  members: (count: number) => counted(count, { one: '# miembro', other: '# miembros' }),
  account: (name: string) => `Cuenta de ${name}`,
  lockNow: 'Bloquear ahora',
  lockWithSystem: 'Bloquear con la pantalla',
  on: 'Sí',
  off: 'No',
  passwords: 'Contraseña y frase de contraseña',
  devices: 'Tus dispositivos',
  recovery: 'Código de recuperación',
  protection: 'Qué protege Tidings y qué no',
  signOut: 'Cerrar sesión',
  signOutTitle: '¿Cerrar sesión con mensajes en espera?',
  signOutText: (count: number) =>
    counted(count, {
      one: '# mensaje aún no ha llegado al servidor. Se queda cifrado en este dispositivo y se envía cuando vuelvas a iniciar sesión y el servidor esté disponible.',
      other:
        '# mensajes aún no han llegado al servidor. Se quedan cifrados en este dispositivo y se envían cuando vuelvas a iniciar sesión y el servidor esté disponible.',
    }),
  createChannel: 'Crear canal',
  readersOf: 'Quién puede leerlo',
  readByAll: 'Todos en el espacio de trabajo',
  readByAllText: 'El servidor también puede leerlo: así quienes se unan más tarde pueden buscar en él.',
  readByChosen: 'Solo las personas que elijas',
  readByChosenText:
    'Sellado: el servidor no puede leerlo ni ver su nombre. Quien se añada más tarde lee lo que se escriba desde entonces.',
  channelPeople: 'Personas',
  channelPeopleMissing: 'Elige al menos a una persona.',
  privateNameLong: 'Escribe como máximo 63 caracteres.',
  resize: 'Ancho de la barra lateral',
  close: 'Ocultar conversaciones',
  noChannels: 'Aún no hay canales',
  settings: 'Ajustes',
}
