import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as v from 'valibot'

const optional = v.optional(v.record(v.string(), v.string()), {})
const lockFile = v.object({ packages: v.record(v.string(), v.object({ optionalDependencies: optional })) })
const root = path.resolve(import.meta.dirname, '../../..')

test('the lock file names the packages of every system, as npm ci demands', () => {
  const text = readFileSync(path.join(root, 'package-lock.json'), 'utf8')
  const { packages } = v.parse(lockFile, JSON.parse(text))

  // npm install leaves out an optional package that the registry did not have at the time, and npm ci then refuses.
  const places = new Set(
    Object.keys(packages).map((place) => place.slice(place.lastIndexOf('node_modules/'))),
  )
  const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies))
  expect(wanted.filter((name) => !places.has(`node_modules/${name}`))).toEqual([])
  expect(wanted.length).toBeGreaterThan(50)
})
