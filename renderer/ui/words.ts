export const words = {
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  dismiss: 'Dismiss',
  toasts: 'What was just done',
  lastSeen: (moment: string) => `last seen ${moment}`,
  presence: { online: 'online', away: 'away', busy: 'busy' },
} as const

/** "1 message", "3 messages"; `forms` are for English. */
export const counted = (count: number, forms: { readonly one: string; readonly other: string }): string =>
  `${count.toLocaleString('en')} ${count === 1 ? forms.one : forms.other}`
