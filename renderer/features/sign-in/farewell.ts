import type { Farewell } from '../../../core/bridge/identity-contract.ts'
import { directionOf, pageLanguage } from '../../languages/language.ts'
import { words } from './words.ts'

/** What the browser says once the person is done there, as this page speaks. */
export function farewell(): Farewell {
  const { lang } = document.documentElement
  return { lang, dir: directionOf(pageLanguage()), ...words.farewell }
}
