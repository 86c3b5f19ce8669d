import { expect, test } from 'vitest'
import { leaveFailureText } from '../../../../../renderer/features/leaving/words.ts'

const facts = { needed: ['Rowing', 'Harbour'], provider: 'Keycloak of the harbour' }

test.each(['denied', 'provider-unreachable', 'provider-misconfigured'] as const)(
  'an account that cannot be left because of its provider (%s) is told of which',
  (kind) => {
    expect(leaveFailureText({ kind }, facts)).toContain('Keycloak of the harbour')
  },
)

test('an only owner is told of which workspaces', () => {
  expect(leaveFailureText({ kind: 'last-owner' }, facts)).toContain('Rowing and Harbour')
})
