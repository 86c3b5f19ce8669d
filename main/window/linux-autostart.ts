/** Starting with the session on Linux: an entry in the person's autostart folder (freedesktop.org, Desktop Application Autostart). */
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export interface Autostart {
  readonly isOn: () => boolean
  /** Throws the system's error; then nothing has changed. */
  readonly set: (isOn: boolean) => void
}

/** `folder`: `$XDG_CONFIG_HOME/autostart`. `command`: program and arguments, each as it is. */
export function createLinuxAutostart(folder: string, command: ReadonlyArray<string>): Autostart {
  const file = path.join(folder, 'tidings.desktop')
  return {
    isOn: () => existsSync(file),
    set: (isOn) => {
      if (!isOn) return rmSync(file, { force: true })
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, entry(command))
      return undefined
    },
  }
}

const entry = (command: ReadonlyArray<string>): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Tidings',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=tidings',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n')

/** Quoted for the command line of an entry, then once more as any text of one; a percent sign would begin a field. */
const quoted = (part: string): string =>
  `"${part.replaceAll(/["`$\\]/g, String.raw`\$&`)}"`
    .replaceAll('\\', String.raw`\\`)
    .replaceAll('%', '%%')
    .replaceAll(/[\n\r]/g, '')
