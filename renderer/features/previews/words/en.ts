export const words = {
  offer: (host: string) => `Add a preview of ${host}`,
  offerNote: 'Your computer asks that site for it. Whoever reads the message asks nobody.',
  fetching: (host: string) => `Asking ${host} for a preview`,
  remove: 'Send without a preview',
  preview: 'Preview',
  settings: 'Link previews',
  settingsNote:
    'To show what is behind a link that you send, this computer asks the site for it, which then learns that somebody at your network address is about to send it. The preview travels with the message: those who read it ask nobody.',
  choices: { ask: 'Ask each time', always: 'Always add', never: 'Never' },
  failures: {
    notAllowed: (host: string) => `There are no previews of ${host}: it is no public site.`,
    unreachable: (host: string) => `${host} could not be reached. The message can be sent without a preview.`,
    nothingThere: (host: string) =>
      `${host} says nothing of what is there. The message can be sent without a preview.`,
  },
} as const
