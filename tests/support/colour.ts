/** Contrast of colours written in OKLCH, and the tokens of a style sheet by scheme. */
import { Defect } from '../../core/base/defect.ts'

/** Linear sRGB, 0 to 1 each; clipped to what a screen shows. */
export type Colour = readonly [red: number, green: number, blue: number]

/** "oklch(L C H)" without alpha. Matrices: Björn Ottosson, "A perceptual color space for image processing" (2020). */
export function parseOklch(text: string): Colour {
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(text)
  if (parts === null) throw new Defect(`not a colour: ${text}`)
  const [lightness = 0, chroma = 0, hue = 0] = parts.slice(1).map(Number)
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ]
}

const clip = (value: number): number => Math.min(1, Math.max(0, value))

const luminance = ([red, green, blue]: Colour): number => 0.2126 * red + 0.7152 * green + 0.0722 * blue

/** 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((left, right) => left - right)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

const dark = "[data-theme='dark']"
const more = "[data-contrast='more']"

/** The custom properties that hold in each scheme, later rules over earlier ones, as a browser would have it. */
export function schemesOf(css: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const under = (attributes: string): ReadonlyMap<string, string> => {
    const start = css.indexOf(`:root${attributes} {`)
    if (start === -1) throw new Defect(`no rule for ${attributes}`)
    return propertiesOf(css.slice(start, css.indexOf('\n}', start)))
  }
  const over = (...layers: ReadonlyArray<ReadonlyMap<string, string>>): ReadonlyMap<string, string> =>
    new Map(layers.flatMap((layer) => [...layer]))
  const base = under('')
  return new Map([
    ['light', base],
    ['dark', over(base, under(dark))],
    ['light, more contrast', over(base, under(more))],
    ['dark, more contrast', over(base, under(dark), under(more), under(more + dark))],
  ])
}

const propertiesOf = (css: string): ReadonlyMap<string, string> =>
  new Map(Array.from(css.matchAll(/--([\w-]+):\s*([^;]+);/g), ([, name = '', value = '']) => [name, value]))
