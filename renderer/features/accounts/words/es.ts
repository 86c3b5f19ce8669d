import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  accounts: 'Cuentas',
  account: (name: string) => `Cuenta de ${name}`,
  hint: (name: string, server: string, keys: string) => `${name} · ${server} · ${keys}`,
  keys: (place: number) => `Ctrl+Mayús+${place}`,
  keysMac: (place: number) => `⌘⇧${place}`,
  locked: ', bloqueada',
  signedOut: 'Cuenta nueva',
  add: 'Añadir una cuenta',
  addTitle: 'Añadir una cuenta',
  addText:
    'Cada cuenta tiene aquí sus propios mensajes, claves y búsqueda: ninguna ve nada de otra. Todas las desbloqueadas siguen conectadas.',
  where: '¿Dónde está la cuenta?',
  places: { same: 'En el mismo servidor', other: 'En otro servidor' },
  address: 'Dirección del servidor',
  addressHint: 'Como te la dio quien lo administra, por ejemplo https://chat.example.org',
  addressMissing: 'Escribe la dirección del servidor.',
  proceed: 'Continuar',
  leave: 'No añadir ninguna cuenta',
  useAnother: 'Usar otra cuenta',
  remove: 'Quitar esta cuenta de la ventana',
  erase: 'Eliminar de este dispositivo',
  failures: {
    'by-policy': 'Tu organización no permite cuentas en ese servidor.',
    'too-many': 'Ya hay ocho cuentas en esta ventana. Cierra sesión en una primero.',
    'no-address': 'Eso no es la dirección de un servidor. Empieza por https:// o http://.',
  },
}
