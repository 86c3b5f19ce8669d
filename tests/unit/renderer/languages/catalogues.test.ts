import { expect, test } from 'vitest'
import { arabic, english, german, japanese, spanish } from '../../../support/catalogues.ts'

type Say = (...given: ReadonlyArray<unknown>) => unknown
interface Word {
  readonly path: string
  readonly said: string | Say
}

function wordsIn(part: unknown, path: string): ReadonlyArray<Word> {
  if (typeof part === 'string') return [{ path, said: part }]
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is called in a catalogue gives texts
  if (typeof part === 'function') return [{ path, said: part as Say }]
  if (typeof part !== 'object' || part === null) return []
  return Object.entries(part).flatMap(([key, value]) => wordsIn(value, path === '' ? key : `${path}.${key}`))
}

const byPath = (catalogue: unknown): ReadonlyMap<string, Word['said']> =>
  new Map(wordsIn(catalogue, '').map(({ path, said }) => [path, said]))

const inEnglish = byPath(english)
const others = { de: german, es: spanish, ja: japanese, ar: arabic }

const numbers = [1, 2, 5, 12, 100]
const textOf = (said: unknown): string => (typeof said === 'string' ? said : JSON.stringify(said))

type Kind = 'list' | 'text' | 'number' | 'duration'

/** What a word says of marks in the place of its arguments, which are of `given` kinds. */
function saidOfMarks(say: Say, given: ReadonlyArray<Kind>, count: number) {
  const marks = given.flatMap((kind, at) => (kind === 'list' || kind === 'text' ? [`mark#${at}`] : []))
  const values = given.map(
    (kind, at) =>
      ({ list: [`mark#${at}`], text: `mark#${at}`, number: count, duration: { count, unit: 'week' } })[kind],
  )
  return { said: textOf(say(...values)), marks }
}

/** Of what kinds the arguments of an English word are: with others it says nothing that makes sense. */
function kindsIn(say: Say): ReadonlyArray<Kind> {
  const found = kindsOf(say.length).find((given) => {
    try {
      return !/NaN|undefined|\[object/u.test(saidOfMarks(say, given, 5).said)
    } catch {
      return false
    }
  })
  if (found === undefined) throw new Error(`it says nothing of ${say.length} arguments`)
  return found
}

const kinds = ['list', 'text', 'number', 'duration'] as const
const kindsOf = (length: number): ReadonlyArray<ReadonlyArray<Kind>> =>
  length === 0 ? [[]] : kinds.flatMap((kind) => kindsOf(length - 1).map((rest) => [kind, ...rest]))

/** Words that the other language has from English, or both from elsewhere. */
const alike: Readonly<Record<keyof typeof others, ReadonlyArray<string>>> = {
  de: [
    'account.name',
    'account.status',
    'composer.emoji',
    'connection.understood',
    'connection.short.offline',
    'documents.commands.code',
    'documents.commands.link',
    'emoji.picker',
    'fileList.kinds.links',
    'forward.commentHint',
    'forward.quoted',
    'invite.link',
    'links.title',
    'managing.name',
    'managing.roles.admin',
    'markup.roles.admin',
    'notifications.from',
    'own.statusItem',
    'own.statuses.online',
    'panel.thread',
    'panel.threadIn',
    'panel.roles.admin',
    'groups.admin',
    'personal.sectionName',
    'search.narrowBy.in',
    'sidebar.workspaces',
    'signIn.name',
    'settings.sendKeys.enter',
    'signIn.server',
    'switcher.kinds.person',
    'switcher.kinds.workspace',
    'threads.threads',
    'ui.presence.online',
    'updates.version',
  ],
  es: ['composer.emoji', 'emoji.picker', 'own.statuses.invisible', 'policy.no', 'updates.version'],
  ja: ['connection.understood', 'updates.version'],
  ar: ['updates.version'],
}
/** The same everywhere: names, signs, formats, and what is typed as it is. */
const sameEverywhere =
  /^(?:signIn\.product|notifications\.app|attachments\.(?:units|size)|keys\.keys\.|keys\.(?:amongAccounts|onMessages|whileWriting)\.\w+\.0|manage\.commands\.\w+\.usage|search\.filters\.\d+\.0|markup\.(?:mention|roles\.member)|panel\.(?:roles\.member|by)|unread\.(?:number|windowTitle)|fileList\.by|media\.speedText|accounts\.(?:hint|keys|keysMac)|switcher\.set|exporting\.(?:fileName|documentTitle|size)|(?:conversation|documents|people|threadList|trust|connection)\.(?:windowTitle|announce|withKeys|presence|last|deviceSince|reactedBy)$)/u

const isAlike = (language: keyof typeof others, path: string): boolean =>
  sameEverywhere.test(path) || alike[language].includes(path)

for (const [name, catalogue] of Object.entries(others)) {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the object above
  const language = name as keyof typeof others

  test(`[LA4] ${language}: nothing is left in English but what is listed as said alike`, () => {
    const translated = byPath(catalogue)
    expect([...translated.keys()].toSorted()).toEqual([...inEnglish.keys()].toSorted())
    const left = [...inEnglish].flatMap(([path, said]) => {
      const here = translated.get(path)
      const isSame =
        typeof said === 'string'
          ? here === said
          : typeof here === 'function' &&
            saidOfMarks(here, kindsIn(said), 5).said === saidOfMarks(said, kindsIn(said), 5).said
      return isSame && said !== '' && !isAlike(language, path) ? [path] : []
    })
    expect(left).toEqual([])
  })

  test(`[LA3] ${language}: whatever the count, all that a word is given is said, as it was given`, () => {
    for (const [path, said] of byPath(catalogue)) {
      const original = inEnglish.get(path)
      if (typeof said === 'string' || typeof original !== 'function') continue
      for (const count of numbers) {
        const { said: text, marks } = saidOfMarks(said, kindsIn(original), count)
        for (const mark of marks) expect(text, `of ${path}`).toContain(mark)
        expect(text, `of ${path}`).not.toMatch(/(?<!mark)#(?!general|plans|pläne|planes|خطط)|\{|\$/u)
      }
    }
  })
}

test('[LA4] no word is empty in one language and said in another, and none begins or ends with a space', () => {
  for (const [language, catalogue] of Object.entries(others)) {
    for (const [path, said] of byPath(catalogue)) {
      if (typeof said !== 'string') continue
      expect(said === '', `${language} ${path}`).toBe(inEnglish.get(path) === '')
      expect(said, `${language} ${path}`).toBe(said.trim())
    }
  }
})
