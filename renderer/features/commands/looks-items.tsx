import { Globe, MoveHorizontal, Palette, Rows3, SunMoon, Type } from 'lucide-react'
import { usePage } from '../../engine/contexts.tsx'
import { useReadable } from '../../engine/use-readable.ts'
import { languageNames } from '../../languages/language.ts'
import { pagePercent } from '../../languages/speech.ts'
import { accents, densities, languageChoices, motions, textSizes, themes } from '../../ui/appearance.ts'
import { words } from '../settings/words.ts'
import type { CommandItem } from './command.ts'
import { settingItems } from './setting-items.ts'

/** How the app looks on this device, and what it speaks. `loadAnew` shows the way to hear another language at once. */
export function useLooksItems(loadAnew: () => void): ReadonlyArray<CommandItem> {
  const { appearance } = usePage()
  const { theme, density, textSize, accent, motion, language } = useReadable(appearance.looks)
  const { change } = appearance
  return [
    ...settingItems({
      key: 'theme',
      legend: words.theme,
      icon: <SunMoon size={16} />,
      all: themes,
      chosen: theme,
      name: (each) => words.themes[each],
      choose: (next) => change({ theme: next }),
    }),
    ...settingItems({
      key: 'density',
      legend: words.density,
      icon: <Rows3 size={16} />,
      all: densities,
      chosen: density,
      name: (each) => words.densities[each],
      choose: (next) => change({ density: next }),
    }),
    ...settingItems<number>({
      key: 'text-size',
      legend: words.textSize,
      icon: <Type size={16} />,
      all: textSizes,
      chosen: textSize,
      name: (size) => pagePercent(size / 100),
      choose: (next) => change({ textSize: next }),
    }),
    ...settingItems<'workspace' | number>({
      key: 'accent',
      legend: words.accent,
      icon: <Palette size={16} />,
      all: accents,
      chosen: accent,
      name: (each) => (each === 'workspace' ? words.accentOfWorkspace : (words.accents[each] ?? '')),
      choose: (next) => change({ accent: next }),
    }),
    ...settingItems({
      key: 'motion',
      legend: words.motion,
      icon: <MoveHorizontal size={16} />,
      all: motions,
      chosen: motion,
      name: (each) => words.motions[each],
      choose: (next) => change({ motion: next }),
    }),
    ...settingItems({
      key: 'language',
      legend: words.language,
      icon: <Globe size={16} />,
      all: languageChoices,
      chosen: language,
      name: (each) => (each === 'system' ? words.languageSystem : languageNames[each]),
      choose: (next) => {
        change({ language: next })
        loadAnew()
      },
    }),
  ]
}
