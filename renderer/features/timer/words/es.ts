import { spanish } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { Duration } from '../durations.ts'
import type { words as english } from './en.ts'

const { counted } = spanish

const lasting = ({ count, unit }: Duration): string => counted(count, forms[unit])
const forms = {
  minute: { one: '# minuto', other: '# minutos' },
  hour: { one: '# hora', other: '# horas' },
  day: { one: '# día', other: '# días' },
  week: { one: '# semana', other: '# semanas' },
} as const

export const words: Translated<typeof english> = {
  title: 'Mensajes temporales',
  off: 'No',
  custom: 'Otro',
  lasting,
  offText: 'Los mensajes se quedan hasta que alguien los elimina.',
  onText: (duration: Duration) =>
    `Lo que se escribe aquí desaparece ${lasting(duration)} después de enviarse.`,
  change: 'Cambiar',
  save: 'Guardar',
  choose: 'Los mensajes desaparecen tras',
  count: 'Cuántos',
  countWrong: 'Escribe un número entero: al menos un minuto, como máximo 52 semanas.',
  unit: 'Unidad',
  units: { minute: 'minutos', hour: 'horas', day: 'días', week: 'semanas' },
  who: 'Todos en esta conversación pueden cambiarlo, y todos ven quién lo hizo. Vale para lo que se escriba desde entonces.',
  promise:
    'Cuando se cumple su tiempo, un mensaje desaparece de los dispositivos de todos los que están aquí, también de los que ahora están apagados, en cuanto se enciendan. No impide que alguien lo copie o lo fotografíe antes, y se queda en las copias de seguridad hechas antes.',
  turnedOn: (name: string, duration: Duration) =>
    `${name} puso los mensajes a desaparecer ${lasting(duration)} después de enviarse`,
  turnedOff: (name: string) => `${name} desactivó los mensajes temporales`,
  youTurnedOn: (duration: Duration) =>
    `Pusiste los mensajes a desaparecer ${lasting(duration)} después de enviarse`,
  youTurnedOff: 'Desactivaste los mensajes temporales',
  mark: (moment: string) => `Desaparece el ${moment}`,
  unbegun: 'Su tiempo empieza cuando se envía',
}
