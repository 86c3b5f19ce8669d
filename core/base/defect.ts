/** A bug, never an expected outcome: thrown, logged, shown as a crash, never caught to steer the flow. */
export class Defect extends Error {
  override readonly name = 'Defect'
}

/** Reads a success out of a result where a failure can only be a bug: for tests and benchmarks. @internal */
export function orThrow<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly failure: unknown },
): Value {
  if (result.ok) return result.value
  throw new Defect(`expected a success, got ${JSON.stringify(result.failure)}`)
}
