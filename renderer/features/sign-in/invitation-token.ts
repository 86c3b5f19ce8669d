/** The token of an invitation as a person pastes it: the link, or the part behind its `#`. Undefined for nothing. */
export function invitationToken(typed: string): string | undefined {
  const text = typed.trim()
  const token = text.slice(text.indexOf('#') + 1)
  return token === '' ? undefined : token.slice(0, 128)
}
