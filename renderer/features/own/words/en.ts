import type { End } from '../until.ts'

export const words = {
  status: 'Your status',
  statusItem: (status: string) => `Status: ${status}`,
  statusNote: 'Others see it in every workspace, on all your devices.',
  statuses: { auto: 'Automatic', online: 'Online', away: 'Away', busy: 'Busy', invisible: 'Invisible' },
  about: {
    auto: 'Online while you use this computer, away after five minutes without a key or a move.',
    online: 'Others see you as online, whether you are there or not.',
    away: 'Others see you as away.',
    busy: 'Others see you as busy, and nothing notifies you.',
    invisible: 'Others see you as offline. You can read and write as always.',
  },
  until: 'Until',
  noEnd: 'No end',
  ends: { 'half-hour': '30 minutes', hour: '1 hour', today: 'The end of today' } satisfies Readonly<
    Record<End, string>
  >,
  custom: 'A time',
  customLabel: 'Ends at',
  customWrong: 'Choose a moment that lies ahead.',
  receipts: 'Read receipts',
  receiptsNote:
    'Off: nobody is told from now on what has reached you and how far you have read, and you do not see it of others. Your own devices know it still.',
  save: 'Set status',
  untilTime: (moment: string) => `until ${moment}`,
  quiet: 'Do not disturb',
  /** Behind one’s own name. */
  quietMark: ', do not disturb',
  quietNote: 'Nothing notifies you then, on any of your devices. Messages come in and are counted as always.',
  quietOff: 'Off.',
  quietFor: {
    'half-hour': 'For 30 minutes',
    hour: 'For 1 hour',
    today: 'Until the end of today',
  } satisfies Readonly<Record<End, string>>,
  quietEnd: 'Turn off',
  quietUntil: (moment: string) => `On until ${moment}.`,
  quietWeekNow: 'On, as every week at this time.',
  weekOn: 'Quiet hours every week',
  weekFrom: 'From',
  weekTo: 'To',
  weekDays: 'Days',
  weekNextDay: 'It ends on the next day.',
} as const
