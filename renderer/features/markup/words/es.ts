import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  copyCode: 'Copiar código',
  codeCopied: 'Copiado',
  you: 'Tú',
  someone: 'Alguien',
  table: 'Tabla',
  mention: (name: string) => `@${name}`,
  all: 'todos los de aquí',
  card: (name: string) => `Acerca de ${name}`,
  isYou: 'Eres tú',
  notMember: 'Sin cuenta en este espacio de trabajo',
  roles: { owner: 'Propietario', admin: 'Administrador', member: '', guest: 'Invitado' },
  message: 'Mensaje',
  notes: 'Notas para ti',
}
