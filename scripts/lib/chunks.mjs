/**
 * Which script a module of the page is in. Left alone, the bundler makes a file of whatever two parts share: some seventy of them,
 * forty of which the first screen would ask for.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './run.mjs'

/**
 * What the bundler knows of a module, as far as it is needed here.
 *
 * @typedef {{ readonly importedIds: ReadonlyArray<string>, readonly dynamicallyImportedIds: ReadonlyArray<string> }} ModuleLinks
 * @typedef {(id: string) => ModuleLinks | null} Links
 */

/**
 * In the order in which they take modules, each with what these need. `looks`, `frame` and `speech` are loaded before the words of the
 * language or with them, and must not wait for what takes words as it is loaded (decision 0105). `base` is what the page in the place of a dead one
 * shares with the others. `page` has the first screen of who is signed in, `entrance` that of others, `later` what is read when it is shown or when the page has time.
 * `later` takes words that come with it (LA10), so nobody else may ask for it: what it shares with emoji or the editor of documents is in `shared`.
 */
const names = /** @type {const} */ ([
  'looks',
  'frame',
  'speech',
  'base',
  'page',
  'entrance',
  'shared',
  'later',
])

/** What is in none of them (a language, emoji, the editor of documents) is left to the bundler. */
export function chunkGroups() {
  /** @type {ReadonlyMap<string, string> | undefined} */
  let known
  return names.map((name, before) => ({
    debugName: name,
    priority: names.length - before,
    name: (/** @type {string} */ id, /** @type {{ getModuleInfo: Links }} */ context) => {
      known ??= nameModules((each) => context.getModuleInfo(each))
      return known.get(id) === name ? name : null
    },
  }))
}

const source = (/** @type {string} */ name) => path.join(root, 'renderer', name).replaceAll('\\', '/')

/**
 * @param {Links} links
 * @returns {ReadonlyMap<string, typeof names[number]>}
 */
function nameModules(links) {
  const shown = (/** @type {string} */ id) => links(id)?.dynamicallyImportedIds ?? []
  const page = closure([source('page.tsx')], links)
  const late = [...page].filter((id) => id.endsWith('/late.ts'))
  const signIn = source('features/sign-in/late.ts')
  const entrance = closure(shown(signIn), links)
  const later = closure(late.filter((id) => id !== signIn).flatMap(shown), links)
  const others = closure([...page].filter((id) => !late.includes(id)).flatMap(shown), links)
  const screens = new Set([...page, ...entrance, ...later])
  const shared = (/** @type {ReadonlyArray<string>} */ from) =>
    [...closure(from, links)].filter((id) => screens.has(id))
  const parts = {
    looks: shared([source('index.tsx')]),
    speech: shared(shown(source('languages/load.ts'))),
    frame: shared([source('crash.tsx')]),
    base: shared([source('features/crash/crash-page.tsx')]),
    page,
    entrance,
    shared: sharedBy(others, later, page, links),
    later,
  }
  /** @type {Map<string, typeof names[number]>} */
  const named = new Map()
  for (const name of names.toReversed()) for (const id of parts[name]) named.set(id, name)
  return named
}

/**
 * What is of both, with the icons that both show and the page does not.
 *
 * @param {ReadonlySet<string>} others
 * @param {ReadonlySet<string>} later
 * @param {ReadonlySet<string>} page
 * @param {Links} links
 */
function sharedBy(others, later, page, links) {
  const [ofLater, ofPage] = [iconsIn(later, links), iconsIn(page, links)]
  return new Set([
    ...[...others].filter((id) => later.has(id)),
    ...[...iconsIn(others, links)].filter((id) => ofLater.has(id) && !ofPage.has(id)),
  ])
}

/**
 * The icons that those modules show, read from what they import: of a module the bundler knows only that it imports the package.
 *
 * @param {ReadonlySet<string>} modules
 * @param {Links} links
 */
function iconsIn(modules, links) {
  const index = [...modules].find((id) => /\/lucide-react\/dist\/esm\/lucide-react\.m?js$/u.test(id))
  /** @type {Set<string>} */
  const found = new Set()
  if (index === undefined) return found
  const files = new Map(
    Array.from(readFileSync(index, 'utf8').matchAll(/export \{([^}]*)\} from '([^']+)'/gu)).flatMap(
      ([, names = '', file = '']) =>
        Array.from(names.matchAll(/\bas (\w+)/gu), ([, name = '']) => [name, file]),
    ),
  )
  for (const id of [...modules].filter((each) => each.startsWith(source('')))) {
    const [, names = ''] = /import \{([^}]*)\} from 'lucide-react'/u.exec(readFileSync(id, 'utf8')) ?? []
    for (const name of names.split(',')) {
      const file = files.get(name.trim())
      if (file !== undefined) found.add(path.posix.join(path.posix.dirname(index), file))
    }
  }
  // Some are but another name for one.
  for (const id of found) for (const next of links(id)?.importedIds ?? []) if (isIcon(next)) found.add(next)
  return found
}

/** Their package names them all to everybody: whoever shows one brings it. */
const isIcon = (/** @type {string} */ id) => id.includes('/lucide-react/dist/esm/icons/')

/**
 * Those modules, and all that must be there before them.
 *
 * @param {ReadonlyArray<string>} from
 * @param {Links} links
 */
function closure(from, links) {
  /** @type {Set<string>} */
  const found = new Set(from)
  for (const id of found) for (const next of links(id)?.importedIds ?? []) if (!isIcon(next)) found.add(next)
  return found
}
