import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  title: 'Tus dispositivos',
  intro: 'Estos dispositivos tienen tus claves y leen tus conversaciones selladas.',
  here: 'este dispositivo',
  role: { primary: 'Puede añadir y quitar dispositivos', linked: 'Puede leer y escribir' },
  added: (moment: string) => `Añadido ${moment}`,
  lastSeen: (moment: string) => `última vez ${moment}`,
  neverSeen: 'última vez: sin datos',
  link: 'Vincular un dispositivo nuevo',
  revoke: 'Quitar…',
  revokeOf: (name: string) => `Quitar ${name}…`,
  loading: 'Leyendo la lista de tus dispositivos',
  unlinked: 'Este dispositivo aún no está vinculado, así que no puede mostrar los demás.',
  linkThis: 'Vincular este dispositivo',
  entering:
    'Este dispositivo viene de una copia de seguridad y aún no está en la lista. Entra por sí solo cuando hayas iniciado sesión y el servidor esté disponible. Si algo se lo impide, tus conversaciones selladas dicen qué es.',
  notPrimary:
    'Este dispositivo puede leer, pero no añadir ni quitar otros. Hazlo en uno marcado como «Puede añadir y quitar dispositivos».',
  revokeTitle: (name: string) => `¿Quitar ${name}?`,
  revokeConsequences: [
    'Se cierra su sesión en cuanto el servidor lo alcance.',
    'Lo que se escriba desde ahora se sella sin él. Las claves cambian en cada conversación sellada antes de tu próximo mensaje en ella.',
    'Lo que ya recibió puede conservarlo. Si lo robaron, quien lo desbloquee lo leerá.',
    'No puede volver tal cual: para usarlo otra vez, vincúlalo como dispositivo nuevo. Las personas con las que escribes verán que ya no está.',
  ],
  revokeSubmit: 'Quitar dispositivo',
  recovery: 'Código de recuperación',
  failures: {
    'wrong-password': 'Esa no es la contraseña de tu cuenta. No se cambió nada.',
    'not-primary': 'Este dispositivo no puede quitar otros.',
    'list-moved':
      'La lista de tus dispositivos acaba de cambiar en otro sitio. Mírala de nuevo; desde aquí no se quitó nada.',
    unreachable:
      'No se pudo contactar con el servidor, así que el dispositivo sigue leyendo. Inténtalo de nuevo cuando tengas conexión.',
    failed: (detail: string) => `No se pudo quitar el dispositivo. Inténtalo de nuevo. (${detail})`,
  },
}
