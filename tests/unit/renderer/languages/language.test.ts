import { expect, test } from 'vitest'
import { chooseLocale, directionOf, languageOf, languages } from '../../../../renderer/languages/language.ts'

test('[LA1] the dearest of the system’s languages that the app speaks is spoken, in the way of its country; else English', () => {
  expect(chooseLocale('system', ['fr-FR', 'de-AT', 'en-US'])).toBe('de-AT')
  expect(chooseLocale('system', ['ar'])).toBe('ar')
  expect(chooseLocale('system', ['fr-FR', 'pt'])).toBe('en')
  expect(chooseLocale('system', [])).toBe('en')
  expect(chooseLocale('system', ['ES-mx'])).toBe('ES-mx')
  expect(languageOf('ES-mx')).toBe('es')
  expect(languageOf('')).toBe('en')
  expect(languageOf('eng')).toBe('en')
})

test('[LA2] a chosen language goes before the system’s, which still says in the way of which country', () => {
  expect(chooseLocale('ja', ['de-AT', 'en-US'])).toBe('ja')
  expect(chooseLocale('en', ['de-AT', 'en-US'])).toBe('en-US')
})

test('[LA5] Arabic alone is read from the right', () => {
  expect(languages.filter((each) => directionOf(each) === 'rtl')).toEqual(['ar'])
})
