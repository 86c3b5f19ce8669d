import { expect, test } from 'vitest'
import {
  checkNewAccount,
  checkSignIn,
  stillWrong,
} from '../../../../../renderer/features/sign-in/check-fields.ts'

test('a new account is told what is wrong with each field, and nothing else', () => {
  const good = { username: 'Ana.B', displayName: 'Ana', password: 'twelve chars' }
  expect(checkNewAccount(good)).toEqual({})
  expect(Object.keys(checkNewAccount({ ...good, username: 'a b' }))).toEqual(['username'])
  expect(Object.keys(checkNewAccount({ ...good, displayName: '  ' }))).toEqual(['displayName'])
  expect(Object.keys(checkNewAccount({ ...good, password: 'eleven char' }))).toEqual(['password'])
})

test('a sign-in needs some password: an old one may be shorter than today is asked for', () => {
  expect(checkSignIn({ username: 'ana', password: 'short' })).toEqual({})
  expect(Object.keys(checkSignIn({ username: '', password: '' }))).toEqual(['username', 'password'])
})

test('what was put right is no error any more, and what was not sent yet is none yet', () => {
  const said = checkNewAccount({ username: 'a b', displayName: 'Ana', password: 'short' })
  const now = checkNewAccount({ username: 'a-b', displayName: '', password: 'shorter' })
  expect(Object.keys(stillWrong(said, now))).toEqual(['password'])
  expect(stillWrong({}, now)).toEqual({})
})
