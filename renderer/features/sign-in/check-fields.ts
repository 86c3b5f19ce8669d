import { safeParse } from 'valibot'
import { nameSchema, passwordSchema, usernameSchema } from '../../../core/protocol/api.ts'
import { words } from './words.ts'

export interface FieldErrors {
  readonly username?: string
  readonly displayName?: string
  readonly password?: string
  readonly invitation?: string
}

/** What was said to be wrong and still is: what is put right is no error any more, and what was not sent yet is none yet. */
export const stillWrong = (said: FieldErrors, wrong: FieldErrors): FieldErrors => ({
  ...(said.username !== undefined && wrong.username !== undefined && { username: wrong.username }),
  ...(said.displayName !== undefined &&
    wrong.displayName !== undefined && { displayName: wrong.displayName }),
  ...(said.password !== undefined && wrong.password !== undefined && { password: wrong.password }),
  ...(said.invitation !== undefined && wrong.invitation !== undefined && { invitation: wrong.invitation }),
})

/** What is wrong with each field of a new account, in words; empty if nothing is. */
export const checkNewAccount = (fields: {
  readonly username: string
  readonly displayName: string
  readonly password: string
}): FieldErrors => ({
  ...(!safeParse(usernameSchema, fields.username).success && { username: words.usernameWrong }),
  ...(!safeParse(nameSchema, fields.displayName).success && { displayName: words.nameWrong }),
  ...(!safeParse(passwordSchema, fields.password).success && { password: words.passwordWrong }),
})

/** A password that exists may be older than today's rules, so it only has to be there. */
export const checkSignIn = (fields: {
  readonly username: string
  readonly password: string
}): FieldErrors => ({
  ...(!safeParse(usernameSchema, fields.username).success && { username: words.usernameWrong }),
  ...(fields.password === '' && { password: words.passwordMissing }),
})
