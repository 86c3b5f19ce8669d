/** What one policy may be: its type, its limits, and the words of whoever rolls the app out. */

interface Common {
  /** `both`: a machine's administrator may set it, or for one person of it. */
  readonly scope: 'machine' | 'both'
  /** It may also be a mere recommendation, which the person's own choice replaces. */
  readonly recommended: boolean
  /** The version that knew it first. */
  readonly since: string
  /** Taken in at the start of the app alone. */
  readonly atStart?: true
  /** For administrators: a short name, and what it does. */
  readonly title: string
  readonly text: string
}

/** How the characters of a value have to be. */
export interface Form {
  /** Of the whole value. */
  readonly pattern: RegExp
  readonly maxLength: number
}

/**
 * `default`: where nobody sets it. `safe`: in place of a mandatory value that makes no sense; never weaker than anything that may
 * have been meant. `example`: a value of it, for templates.
 */
interface Values<Value> {
  readonly default: Value
  readonly safe: Value
  readonly example: Value
}

export interface BooleanPolicy extends Common, Values<boolean> {
  readonly type: 'boolean'
}
export interface IntegerPolicy extends Common, Values<number> {
  readonly type: 'integer'
  readonly min: number
  readonly max: number
}
/** The empty string stands for "not set". */
export interface StringPolicy extends Common, Values<string> {
  readonly type: 'string'
  readonly form: Form
}
export interface EnumPolicy<Choice extends string = string> extends Common, Values<NoInfer<Choice>> {
  readonly type: 'enum'
  /** In words, by value. */
  readonly choices: Readonly<Record<Choice, string>>
}
export interface ListPolicy extends Common, Values<ReadonlyArray<string>> {
  readonly type: 'list'
  readonly maxItems: number
  readonly form: Form
}

export type PolicyDefinition = BooleanPolicy | IntegerPolicy | StringPolicy | EnumPolicy | ListPolicy
export type PolicyValue = boolean | number | string | ReadonlyArray<string>

/** Gives an enum's value the type of its choices. */
export const enumPolicy = <const Choice extends string>(
  policy: Omit<EnumPolicy<Choice>, 'type'>,
): EnumPolicy<Choice> => ({ type: 'enum', ...policy })
