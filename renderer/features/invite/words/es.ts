import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

export const words: Translated<typeof english> = {
  title: (workspace: string) => `Invitar a personas a ${workspace}`,
  intro:
    'Quien tenga el enlace puede entrar, con la cuenta que tenga o con una nueva. Envíalo solo a quienes quieras invitar.',
  role: 'Entran como',
  notes: {
    guest: 'Los invitados solo ven los canales privados y grupos a los que se les añade.',
    admin: 'Los administradores también pueden invitar y quitar personas.',
  },
  uses: 'Cuántas personas pueden usarlo',
  usesOf: (count: number) => counted(count, { one: '# persona', other: '# personas' }),
  lasts: 'Cuánto tiempo vale',
  days: (count: number) => counted(count, { one: '# día', other: '# días' }),
  make: 'Crear un enlace',
  link: 'Enlace',
  copy: 'Copiar el enlace',
  copied: 'Copiado',
  once: 'Solo se muestra esta vez. Cópialo ahora o crea otro más tarde.',
  open: 'Enlaces que aún valen',
  none: 'No hay ninguno.',
  loading: 'Preguntando al servidor',
  until: (moment: string) => `hasta el ${moment}`,
  takeBack: 'Retirar',
  takeBackOf: (facts: string) => `Retirar el enlace: ${facts}`,
}
