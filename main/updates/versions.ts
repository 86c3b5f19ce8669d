/** Our versions: `1.2.3`, and `1.2.3-beta.4` before it. No other form is ever released. */

type Numbers = readonly [major: number, minor: number, patch: number, beta: number]

const form = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(?:-beta\.(0|[1-9]\d{0,8}))?$/

/** Undefined if `version` is not of our form. */
function numbersOf(version: string): Numbers | undefined {
  const found = form.exec(version)
  if (found === null) return undefined
  const [, major, minor, patch, beta] = found
  return [
    Number(major),
    Number(minor),
    Number(patch),
    beta === undefined ? Number.POSITIVE_INFINITY : Number(beta),
  ]
}

/** Below 0 if `one` came before `other`, 0 if they are the same. Undefined if one of them is no version of ours. */
export function compareVersions(one: string, other: string): number | undefined {
  const [left, right] = [numbersOf(one), numbersOf(other)]
  if (left === undefined || right === undefined) return undefined
  for (const [place, number] of left.entries()) {
    const its = right[place]
    if (its !== undefined && number !== its) return number < its ? -1 : 1
  }
  return 0
}
