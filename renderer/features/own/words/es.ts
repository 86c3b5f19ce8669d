import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  status: 'Tu estado',
  statusItem: (status: string) => `Estado: ${status}`,
  statusNote: 'Los demás lo ven en cada espacio de trabajo, en todos tus dispositivos.',
  statuses: {
    auto: 'Automático',
    online: 'En línea',
    away: 'Ausente',
    busy: 'Ocupado',
    invisible: 'Invisible',
  },
  about: {
    auto: 'En línea mientras usas este ordenador, ausente tras cinco minutos sin teclas ni movimiento.',
    online: 'Los demás te ven en línea, estés o no.',
    away: 'Los demás te ven ausente.',
    busy: 'Los demás te ven ocupado, y nada te avisa.',
    invisible: 'Los demás te ven sin conexión. Puedes leer y escribir como siempre.',
  },
  until: 'Hasta',
  noEnd: 'Sin fin',
  ends: { 'half-hour': '30 minutos', hour: '1 hora', today: 'El final del día' },
  custom: 'Una hora',
  customLabel: 'Termina',
  customWrong: 'Elige un momento que aún no haya llegado.',
  receipts: 'Confirmaciones de lectura',
  receiptsNote:
    'No: desde ahora nadie sabe qué se te ha entregado ni hasta dónde has leído, y tú tampoco lo ves de los demás. Tus propios dispositivos lo siguen sabiendo.',
  save: 'Poner estado',
  untilTime: (moment: string) => `hasta ${moment}`,
  quiet: 'No molestar',
  quietMark: ', no molestar',
  quietNote:
    'Entonces nada te avisa, en ninguno de tus dispositivos. Los mensajes llegan y se cuentan como siempre.',
  quietOff: 'Desactivado.',
  quietFor: { 'half-hour': 'Durante 30 minutos', hour: 'Durante 1 hora', today: 'Hasta el final del día' },
  quietEnd: 'Desactivar',
  quietUntil: (moment: string) => `Activado hasta ${moment}.`,
  quietWeekNow: 'Activado, como cada semana a esta hora.',
  weekOn: 'Horas de silencio cada semana',
  weekFrom: 'Desde',
  weekTo: 'Hasta',
  weekDays: 'Días',
  weekNextDay: 'Terminan al día siguiente.',
}
