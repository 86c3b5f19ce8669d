import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

export const words: Translated<typeof english> = {
  sections: {
    account: 'Cuenta',
    security: 'Seguridad y dispositivos',
    composer: 'Escritura',
    backup: 'Copia de seguridad',
  },
  sectionsNav: 'Partes de los ajustes',
  signedInAs: (username: string, server: string) => `@${username} en ${server}`,
  accountLater: 'Para cambiarlo, o cambiar tu correo o tu contraseña, hay que llegar al servidor.',
  editAccount: 'Nombre y correo',
  passwordTitle: 'Contraseña de tu cuenta',
  passwordText: 'Con ella inicias sesión en cada dispositivo. Si la cambias, la nueva vale en todas partes.',
  passphraseTitle: 'Frase de contraseña de este dispositivo',
  passphraseText:
    'Abre Tidings en este dispositivo. Mientras no elijas una para este dispositivo, es la contraseña de tu cuenta y cambia con ella; después, cada una se cambia por separado.',
  passphraseAlone: 'Abre Tidings en este dispositivo, y solo aquí se pide.',
  passphraseNone:
    'Este dispositivo se abre sin ninguna. Si estableces una, se pedirá aquí; tu forma de iniciar sesión no cambia.',
  safetyNumbers:
    'Para saber con certeza a quién escribes, comparad los números de seguridad: pulsa la línea bajo el nombre de un mensaje directo.',
  sendWith: 'Enviar con',
  sendKeys: { enter: 'Intro', 'mod-enter': 'Ctrl+Intro (Intro hace una línea nueva)' },
  appearance: 'Apariencia',
  device: 'Solo valen para este dispositivo.',
  theme: 'Tema',
  themes: { system: 'Como el sistema', light: 'Claro', dark: 'Oscuro', contrast: 'Alto contraste' },
  accent: 'Color',
  accentOfWorkspace: 'Como el espacio de trabajo',
  anyAccent: 'Cualquier otro color',
  accents: {
    215: 'Mar',
    250: 'Azul',
    285: 'Violeta',
    330: 'Rosa',
    15: 'Rojo',
    55: 'Ámbar',
    110: 'Oliva',
    155: 'Verde',
  },
  density: 'Espaciado',
  densities: { comfortable: 'Cómodo', compact: 'Compacto' },
  textSize: 'Tamaño del texto',
  motion: 'Movimiento',
  motions: { system: 'Como el sistema', reduced: 'Ninguno' },
  language: 'Idioma',
  languageSystem: 'Como el sistema',
  languageNote: 'Tidings habla el idioma que elijas cuando se recarga. Lo que has escrito se conserva.',
  languageReload: (language: string) => `Recargar en ${language}`,
}
