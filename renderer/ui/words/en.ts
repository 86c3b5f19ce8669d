export const words = {
  close: 'Close',
  cancel: 'Cancel',
  undo: 'Undo',
  on: 'On',
  off: 'Off',
  dismiss: 'Dismiss',
  toasts: 'What was just done',
  lastSeen: (moment: string) => `last seen ${moment}`,
  presence: { online: 'online', away: 'away', busy: 'busy' },
} as const
