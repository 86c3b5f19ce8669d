/** The screens have no words but those of the catalogues. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const renderer = path.resolve(import.meta.dirname, '../../../../renderer')
const spoken = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'hint',
  'label',
  'legend',
  'placeholder',
  'text',
  'title',
])

/** Texts between tags, and in attributes that people read or hear, that have two letters or more. */
function wordsIn(file: string, source: string): ReadonlyArray<string> {
  const found: Array<string> = []
  const say = (text: string): void => {
    if (/\p{L}{2}/u.test(text)) found.push(`${file}: ${text.trim()}`)
  }
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) say(node.text)
    if (ts.isJsxAttribute(node) && spoken.has(node.name.getText()) && node.initializer !== undefined) {
      const { initializer } = node
      if (ts.isStringLiteral(initializer)) say(initializer.text)
      else if (
        ts.isJsxExpression(initializer) &&
        initializer.expression &&
        ts.isStringLiteralLike(initializer.expression)
      )
        say(initializer.expression.text)
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX))
  return found
}

test('[LA4] no component has a word of its own', () => {
  const files = globSync('**/*.tsx', { cwd: renderer })
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap((file) => wordsIn(file, readFileSync(path.join(renderer, file), 'utf8')))).toEqual([])
})

test('[LA4] a planted word is found', () => {
  const planted = `const a = <p title="Hello">Well <b aria-label={'known'}>{words.x}</b></p>`
  expect(wordsIn('a.tsx', planted)).toEqual(['a.tsx: Hello', 'a.tsx: Well', 'a.tsx: known'])
})

/** Pictures that point, or show lines of text, by lucide's names. */
const pointing =
  /^(?:Arrow(?:Left|Right)|Chevron(?:Left|Right)|Corner\w+|Forward|Indent\w*|List|List(?:Checks|Todo)|Log(?:In|Out)|Message\w+|Outdent|Redo2?|Reply\w*|Send\w*|TextQuote|Undo2?)$/u

test('[LA9] every picture that points is mirrored where one reads from the right', () => {
  const mirrored = readFileSync(path.join(renderer, 'ui/base.css'), 'utf8')
  const used = globSync('**/*.{ts,tsx}', { cwd: renderer }).flatMap((file) => {
    const source = readFileSync(path.join(renderer, file), 'utf8')
    const imported = /import \{([^}]*)\} from 'lucide-react'/u.exec(source)?.[1] ?? ''
    return imported.split(',').map((each) => each.replace('type ', '').split(' as ')[0]?.trim() ?? '')
  })
  const wanted = [...new Set(used)].filter((name) => pointing.test(name))
  expect(wanted).toContain('Reply')
  for (const name of wanted) {
    const css = name.replaceAll(/(?<=[a-z])(?=[A-Z0-9])/gu, '-').toLowerCase()
    expect(mirrored, `of ${name}`).toMatch(new RegExp(`\\.lucide-${css}[,\\s]`, 'u'))
  }
})
