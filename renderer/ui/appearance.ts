/** How the app looks, and what it speaks, on this device: kept here, put on the root of the page as attributes that `tokens.css` knows. */
import { createCell, type Readable } from '../../core/base/readable.ts'
import { chooseLocale, directionOf, type Language, languageOf, languages } from '../languages/language.ts'
import type { Remembered } from '../platform/remembered.ts'

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export const densities = ['comfortable', 'compact'] as const
export const motions = ['system', 'reduced'] as const
export const textSizes = [80, 90, 100, 110, 125, 150] as const
/** The first is what the system speaks. */
export const languageChoices = ['system', ...languages] as const
/** Hues of OKLCH, in degrees. The first is the app's own. */
export const accentHues = [215, 250, 285, 330, 15, 55, 110, 155] as const
/** Those that are offered by name: the colour of the workspace in view, if it has one, or one of the person's own. */
export const accents = ['workspace', ...accentHues] as const

export interface Looks {
  readonly theme: (typeof themes)[number]
  readonly density: (typeof densities)[number]
  readonly motion: (typeof motions)[number]
  /** Percent. */
  readonly textSize: number
  /** Any hue, in whole degrees below 360: text is read on each (`tokens.test.ts`). */
  readonly accent: 'workspace' | number
  /** Spoken from the next start on. */
  readonly language: (typeof languageChoices)[number]
}

/** What the system asks for. */
export interface SystemLooks {
  readonly dark: boolean
  readonly contrast: boolean
  readonly reducedMotion: boolean
}

export interface Appearance {
  readonly looks: Readable<Looks>
  /** What this page speaks from its start to its end. */
  readonly language: Language
  /** What the next one will speak. */
  readonly languageNext: () => Language
  readonly change: (change: Partial<Looks>) => void
  /** The hue of the workspace in view; undefined for one that has none. */
  readonly showWorkspace: (hue: number | undefined) => void
}

const key = 'looks'

/** What cannot be read is as usual. @internal */
export function readLooks(text: string | undefined): Looks {
  const parts = new URLSearchParams(text)
  const among = <Value extends string | number>(
    name: string,
    values: readonly [Value, ...Value[]],
    usual: Value,
  ) => values.find((value) => String(value) === parts.get(name)) ?? usual
  return {
    theme: among('theme', themes, 'system'),
    density: among('density', densities, 'comfortable'),
    motion: among('motion', motions, 'system'),
    textSize: among<number>('textSize', textSizes, 100),
    accent: readHue(parts.get('accent')) ?? 'workspace',
    language: among('language', languageChoices, 'system'),
  }
}

const readHue = (text: string | null): number | undefined =>
  text !== null && /^(?:[0-9]|[1-9][0-9]|[12][0-9]{2}|3[0-5][0-9])$/.test(text) ? Number(text) : undefined

/** @internal */
export const looksText = (looks: Looks): string =>
  new URLSearchParams(Object.entries(looks).map(([name, value]) => [name, String(value)])).toString()

/** The attributes and style of the root. @internal */
export function rootOf(
  { theme, density, motion, textSize, accent }: Looks,
  system: SystemLooks,
  workspaceHue: number = accentHues[0],
): { readonly data: Readonly<Record<string, string>>; readonly fontSize: string; readonly hue: string } {
  const dark = theme === 'dark' || (theme !== 'light' && system.dark)
  const contrast = theme === 'contrast' || (theme === 'system' && system.contrast)
  return {
    data: {
      theme: dark ? 'dark' : 'light',
      contrast: contrast ? 'more' : 'usual',
      density,
      motion: motion === 'reduced' || system.reducedMotion ? 'reduced' : 'usual',
    },
    fontSize: `${textSize}%`,
    hue: String(accent === 'workspace' ? workspaceHue : accent),
  }
}

/** Puts it on the page at once, and again whenever the person or the system wants it otherwise. */
export function createAppearance(remembered: Remembered, page: Window): Appearance {
  const looks = createCell(readLooks(remembered.read(key)))
  const [dark, contrast, reducedMotion] = [
    page.matchMedia('(prefers-color-scheme: dark)'),
    page.matchMedia('(prefers-contrast: more)'),
    page.matchMedia('(prefers-reduced-motion: reduce)'),
  ]
  let workspaceHue: number | undefined
  const show = (): void => {
    const root = page.document.documentElement
    const system = {
      dark: dark.matches,
      contrast: contrast.matches,
      reducedMotion: reducedMotion.matches,
    }
    const { data, fontSize, hue } = rootOf(looks.read(), system, workspaceHue)
    Object.assign(root.dataset, data)
    root.style.fontSize = fontSize
    root.style.setProperty('--accent-hue', hue)
  }
  for (const each of [dark, contrast, reducedMotion]) each.addEventListener('change', show)
  show()
  const locale = chooseLocale(looks.read().language, page.navigator.languages)
  const language = languageOf(locale)
  page.document.documentElement.lang = locale
  page.document.documentElement.dir = directionOf(language)
  return {
    looks,
    showWorkspace: (hue) => {
      workspaceHue = hue
      show()
    },
    language,
    languageNext: () => languageOf(chooseLocale(looks.read().language, page.navigator.languages)),
    change: (change) => {
      looks.write({ ...looks.read(), ...change })
      remembered.write(key, looksText(looks.read()))
      show()
    },
  }
}
