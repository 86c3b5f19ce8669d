import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, describe, expect, test } from 'vitest'
import { readPolicyValue } from '../../../../core/policy/read-value.ts'
import { definitionOf, policyNames } from '../../../../core/policy/table.ts'
import { modernNode } from '../../../../scripts/lib/install.mjs'

const root = path.resolve(import.meta.dirname, '../../../..')

/** As `npm run policy` makes them. */
const folder = mkdtempSync(path.join(tmpdir(), 'tidings-policy-'))
afterAll(() => rmSync(folder, { recursive: true }))
execFileSync(modernNode(), [path.join(root, 'main/policy/artefacts/write.ts'), '--out', folder])
const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8')
const admx = read('windows/tidings.admx')
const adml = read('windows/en-US/tidings.adml')
const profile = read('macos/tidings.mobileconfig')

const all = (text: string, pattern: RegExp): ReadonlyArray<string> =>
  [...text.matchAll(pattern)].map(([, found = '']) => found).toSorted()
const once = (names: ReadonlyArray<string>): ReadonlyArray<string> => [...new Set(names)]

/** Whether each element is closed where it should be: what a parser refuses first. */
function isWellFormed(xml: string): boolean {
  const open: Array<string> = []
  const bare = xml.replaceAll(/<\?.*?\?>|<!--[^]*?-->|<!DOCTYPE[^>]*>/g, '')
  for (const [, closes, name, rest = ''] of bare.matchAll(/<(\/?)([\w-]+)((?:[^<>"]|"[^"<]*")*)>/g)) {
    if (closes === '/') {
      if (open.pop() !== name) return false
    } else if (!rest.endsWith('/')) open.push(name ?? '')
  }
  return open.length === 0 && !/&(?!(?:amp|lt|gt|quot);)/.test(bare)
}

describe('[PO11] the templates of group policy', () => {
  test('are well-formed', (context) => {
    expect(isWellFormed('<a><b></a></b>')).toBe(false)
    expect([admx, adml].map(isWellFormed)).toEqual([true, true])
    if (spawnSync('xmllint', ['--version']).error !== undefined) context.skip('xmllint is not installed')
    const files = ['windows/tidings.admx', 'windows/en-US/tidings.adml', 'macos/tidings.mobileconfig']
    execFileSync('xmllint', ['--nonet', '--noout', ...files.map((name) => path.join(folder, name))])
  })

  test('each string and presentation that is named is there, and none that is not named', () => {
    expect(once(all(admx, /\$\(string\.(\w+)\)/g))).toEqual(all(adml, /<string id="(\w+)"/g))
    expect(all(admx, /\$\(presentation\.(\w+)\)/g)).toEqual(all(adml, /<presentation id="(\w+)"/g))
    expect(all(adml, /refId="(\w+)"/g)).toEqual(all(admx, /<(?:decimal|text|enum|list) id="(\w+)"/g))
    expect(once(all(admx, /<parentCategory ref="(\w+)"/g))).toEqual(all(admx, /<category name="(\w+)"/g))
    expect(once(all(admx, /<supportedOn ref="(\w+)"/g))).toEqual(all(admx, /<definition name="(\w+)"/g))
  })

  test('all policies are in them, once as mandatory and once where they can be recommended', () => {
    const wanted = policyNames.flatMap((name) =>
      definitionOf(name).recommended ? [name, `${name}_Recommended`] : [name],
    )
    expect(all(admx, /<policy name="(\w+)"/g)).toEqual(wanted.toSorted())
    expect(once(all(admx, /<policy [^>]*key="([^"]+)"/g))).toEqual([
      'Software\\Policies\\Tidings',
      'Software\\Policies\\Tidings\\Recommended',
    ])
  })
})

describe('[PO12] the others', () => {
  test('the configuration profile is a property list, empty but for the server, and whole with every setting', (context) => {
    expect(isWellFormed(profile)).toBe(true)
    if (spawnSync('python3', ['--version']).status !== 0) context.skip('python3 is not installed')
    const parsed = (text: string): Record<string, unknown> => {
      const file = path.join(folder, 'parsed.plist')
      writeFileSync(file, text)
      const program = 'import json,plistlib,sys;print(json.dumps(plistlib.load(open(sys.argv[1],"rb"))))'
      const json: unknown = JSON.parse(execFileSync('python3', ['-c', program, file], { encoding: 'utf8' }))
      const shape = v.looseObject({ PayloadContent: v.tuple([v.record(v.string(), v.unknown())]) })
      const [settings] = v.parse(shape, json).PayloadContent
      return Object.fromEntries(Object.entries(settings).filter(([name]) => !name.startsWith('Payload')))
    }
    expect(parsed(profile)).toEqual({ ServerUrl: definitionOf('ServerUrl').example })
    const whole = profile.replaceAll(/<!-- [^<]*?(?= -->|\n)/g, '').replaceAll(/ ?-->/g, '')
    const examples = policyNames.map((name) => [name, definitionOf(name).example])
    expect(parsed(whole)).toEqual({ ...Object.fromEntries(examples), Recommended: {} })
  })

  test('the schema of the files accepts what the app accepts, and nothing else', () => {
    const { properties, additionalProperties } = v.parse(
      schemaShape,
      JSON.parse(read('linux/tidings.schema.json')),
    )
    expect(additionalProperties).toBe(false)
    expect(Object.keys(properties)).toEqual([...policyNames])
    const text = fc.constantFrom(
      '',
      '*',
      'https://a.example',
      'http://a:1',
      'https://a.example/',
      'exe',
      'provider',
      'x y',
    )
    const value = fc.oneof(
      fc.boolean(),
      fc.double(),
      fc.integer({ min: -1, max: 2_000 }),
      text,
      fc.array(text),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.constantFrom(...policyNames), value, (name, any) => {
        const good = properties[name]
        expect([name, any, good !== undefined && accepts(good, any)]).toEqual([
          name,
          any,
          readPolicyValue(definitionOf(name), any).ok,
        ])
      }),
      { numRuns: 2_000 },
    )
  })

  test('the reference in docs/it is the one that is made: npm run policy -- --out DIR, and copy it', () => {
    expect(readFileSync(path.join(root, 'docs/it/policy-reference.md'), 'utf8')).toBe(
      read('policy-reference.md'),
    )
  })

  test('without a folder it says how to be called', () => {
    const program = path.join(root, 'main/policy/artefacts/write.ts')
    for (const args of [[], ['--nonsense']]) {
      const { status, stderr } = spawnSync(modernNode(), [program, ...args], { encoding: 'utf8' })
      expect([status, stderr]).toEqual([2, 'usage: npm run policy -- --out DIR\n'])
    }
  })
})

/** The words of JSON Schema that are used. */
interface Shape {
  readonly type: string
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly enum?: ReadonlyArray<string> | undefined
  readonly maxLength?: number | undefined
  readonly maxItems?: number | undefined
  readonly pattern?: string | undefined
  readonly items?: Shape | undefined
}
const shape: v.GenericSchema<Shape> = v.looseObject({
  type: v.string(),
  minimum: v.optional(v.number()),
  maximum: v.optional(v.number()),
  enum: v.optional(v.array(v.string())),
  maxLength: v.optional(v.number()),
  maxItems: v.optional(v.number()),
  pattern: v.optional(v.string()),
  items: v.optional(v.lazy(() => shape)),
})
const schemaShape = v.object({ properties: v.record(v.string(), shape), additionalProperties: v.boolean() })

function accepts(is: Shape, value: unknown): boolean {
  switch (is.type) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'integer':
      return (
        Number.isInteger(value) && Number(value) >= (is.minimum ?? 0) && Number(value) <= (is.maximum ?? 0)
      )
    case 'array':
      return (
        Array.isArray(value) &&
        value.length <= (is.maxItems ?? 0) &&
        value.every((each) => is.items !== undefined && accepts(is.items, each))
      )
    default:
      return (
        typeof value === 'string' &&
        (is.enum === undefined || is.enum.includes(value)) &&
        value.length <= (is.maxLength ?? Infinity) &&
        new RegExp(is.pattern ?? '', 'u').test(value)
      )
  }
}
