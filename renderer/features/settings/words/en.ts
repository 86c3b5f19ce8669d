import type { Looks } from '../../../ui/appearance.ts'

export const words = {
  sections: {
    account: 'Account',
    security: 'Security and devices',
    composer: 'Writing',
    backup: 'Backup',
  },
  sectionsNav: 'Parts of the settings',
  signedInAs: (username: string, server: string) => `@${username} on ${server}`,
  accountLater: 'To change this, your e-mail address or your password, the server has to be reached.',
  editAccount: 'Name and e-mail',
  passwordTitle: 'Password of your account',
  passwordText: 'You sign in with it, on each device. Changed, it is another one everywhere.',
  passphraseTitle: 'Passphrase of this device',
  passphraseText:
    'It opens Tidings on this device. Until you choose one for this device, it is the password of your account, and changes with it; from then on each is changed for itself.',
  passphraseAlone: 'It opens Tidings on this device, and is asked for here alone.',
  passphraseNone:
    'This device opens without one. Once you set one, it is asked for here; how you sign in stays as it is.',
  safetyNumbers:
    'To be sure who you write to, compare safety numbers: press the line under the name of a direct message.',
  sendWith: 'Send with',
  sendKeys: { enter: 'Enter', 'mod-enter': 'Ctrl+Enter (Enter makes a new line)' },
  appearance: 'Appearance',
  device: 'These are for this device alone.',
  theme: 'Theme',
  themes: {
    system: 'As the system',
    light: 'Light',
    dark: 'Dark',
    contrast: 'High contrast',
  } satisfies Readonly<Record<Looks['theme'], string>>,
  accent: 'Colour',
  accentOfWorkspace: 'As the workspace',
  anyAccent: 'Any other colour',
  accents: {
    215: 'Sea',
    250: 'Blue',
    285: 'Violet',
    330: 'Pink',
    15: 'Red',
    55: 'Amber',
    110: 'Olive',
    155: 'Green',
  } as Readonly<Record<number, string>>,
  density: 'Spacing',
  densities: { comfortable: 'Comfortable', compact: 'Compact' } satisfies Readonly<
    Record<Looks['density'], string>
  >,
  textSize: 'Text size',
  motion: 'Movement',
  motions: { system: 'As the system', reduced: 'None' } satisfies Readonly<Record<Looks['motion'], string>>,
  language: 'Language',
  languageSystem: 'As the system',
  languageNote:
    'Tidings speaks the language that you choose once it is loaded anew. What you have written stays.',
  languageReload: (language: string) => `Load anew in ${language}`,
} as const
