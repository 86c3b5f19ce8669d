import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  copyCode: 'Copiar código',
  codeCopied: 'Copiado',
  you: 'Tú',
  someone: 'Alguien',
  table: 'Tabla',
  mention: (name: string) => `@${name}`,
  openTitle: '¿Abrir este enlace?',
  openText: 'Lleva fuera de Tidings, a',
  openWarning:
    'El nombre de este sitio tiene letras que pueden confundirse con otras. Ábrelo solo si lo conoces.',
  openWhole: 'Dirección completa',
  open: 'Abrir enlace',
  copyAddress: 'Copiar dirección',
  card: (name: string) => `Acerca de ${name}`,
  isYou: 'Eres tú',
  notMember: 'Sin cuenta en este espacio de trabajo',
  roles: { owner: 'Propietario', admin: 'Administrador', member: '', guest: 'Invitado' },
  message: 'Mensaje',
  notes: 'Notas para ti',
}
