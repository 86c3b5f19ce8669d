/** Whatever code a relay answers with, the person reads a sentence that is about it, and never the code. */
import { expect, test } from 'vitest'
import { apiCodes } from '../../../../../core/protocol/api.ts'
import { goodbyeCodes, refuseCodes } from '../../../../../core/protocol/codes.ts'
import { relayFailure } from '../../../../../main/files/failures.ts'
import { commandFailure } from '../../../../../main/bridge/with-token.ts'
import { signInFailure } from '../../../../../main/sign-in/sign-in.ts'
import { fileFailureText } from '../../../../../renderer/features/attachments/words.ts'
import { commandFailureText, stoppedText } from '../../../../../renderer/features/connection/words.ts'
import { messageRefusalText } from '../../../../../renderer/features/refusal/words.ts'
import { signInFailureText } from '../../../../../renderer/features/sign-in/words.ts'
import { typedKeys } from '../../../../support/typed-keys.ts'

const ownProblem = 'The server had a problem of its own.'
const isSentence = (text: string): void => expect(text).toMatch(/^[A-Z][^_]{14,}[.)]$/)

test.each(apiCodes)('[RC1] %s of REST, whatever was asked', (code) => {
  const failure = { kind: 'refused', code, retryAfterSeconds: 7, limit: 1_048_576 } as const
  const texts = [
    commandFailureText(commandFailure(failure)),
    signInFailureText(signInFailure(failure)),
    fileFailureText(relayFailure(failure)),
  ]
  for (const text of texts) {
    isSentence(text)
    if (code === 'internal') expect(text).toContain(ownProblem)
    else {
      expect(text).not.toContain(ownProblem)
      if (code.includes('-')) expect(text).not.toContain(code)
    }
  }
})

test('[RC1] a full workspace says so to who signs up, joins or accepts, and what to do', () => {
  const failure = { kind: 'refused', code: 'people-quota', retryAfterSeconds: 0 } as const
  for (const text of [
    commandFailureText(commandFailure(failure)),
    signInFailureText(signInFailure(failure)),
  ]) {
    expect(text).toContain('as many people as it may have')
    expect(text).toContain('Ask an owner or admin')
  }
})

test.each(typedKeys(refuseCodes))('[RC1] %s of a message', (code) => {
  isSentence(messageRefusalText(code, false).replace('Not sent. ', ''))
})

test('[RC1] why a device is sent away for good', () => {
  for (const code of typedKeys(goodbyeCodes)) {
    if (code === 'device-revoked' || code === 'version-unsupported' || code === 'replaced')
      isSentence(stoppedText(code))
    else expect(goodbyeCodes[code]).not.toBe('stop')
  }
})
