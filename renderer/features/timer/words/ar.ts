import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { Duration } from '../durations.ts'
import type { words as english } from './en.ts'

const { counted } = arabic

const forms = {
  minute: {
    zero: '# دقيقة',
    one: 'دقيقة واحدة',
    two: 'دقيقتان',
    few: '# دقائق',
    many: '# دقيقة',
    other: '# دقيقة',
  },
  hour: {
    zero: '# ساعة',
    one: 'ساعة واحدة',
    two: 'ساعتان',
    few: '# ساعات',
    many: '# ساعة',
    other: '# ساعة',
  },
  day: { zero: '# يوم', one: 'يوم واحد', two: 'يومان', few: '# أيام', many: '# يومًا', other: '# يوم' },
  week: {
    zero: '# أسبوع',
    one: 'أسبوع واحد',
    two: 'أسبوعان',
    few: '# أسابيع',
    many: '# أسبوعًا',
    other: '# أسبوع',
  },
} as const
const twoAfter = { minute: 'دقيقتين', hour: 'ساعتين', day: 'يومين', week: 'أسبوعين' } as const

const lasting = ({ count, unit }: Duration): string => counted(count, forms[unit])
/** Behind "after", where two of something end otherwise. */
const after = ({ count, unit }: Duration): string => counted(count, { ...forms[unit], two: twoAfter[unit] })

export const words: Translated<typeof english> = {
  title: 'الرسائل المختفية',
  off: 'معطّلة',
  custom: 'مدة أخرى',
  lasting,
  offText: 'تبقى الرسائل حتى يحذفها أحد.',
  onText: (duration: Duration) => `ما يُكتب هنا يختفي بعد ${after(duration)} من إرساله.`,
  change: 'تغيير',
  save: 'حفظ',
  choose: 'تختفي الرسائل بعد',
  count: 'العدد',
  countWrong: 'اكتب عددًا صحيحًا: دقيقة واحدة على الأقل، و52 أسبوعًا على الأكثر.',
  unit: 'الوحدة',
  units: { minute: 'دقائق', hour: 'ساعات', day: 'أيام', week: 'أسابيع' },
  who: 'يستطيع كل من في هذه المحادثة تغييرها، ويرى الجميع من فعل. وتسري على ما يُكتب من حينها.',
  promise:
    'حين ينتهي وقت رسالة تذهب من أجهزة كل من هنا، ومن الأجهزة المطفأة الآن أيضًا حالما تُشغَّل. لا يمنع ذلك أحدًا من نسخها أو تصويرها قبل ذلك، وتبقى في النسخ الاحتياطية التي أُنشئت من قبل.',
  turnedOn: (name: string, duration: Duration) =>
    `ضبط ${name} الرسائل لتختفي بعد ${after(duration)} من إرسالها`,
  turnedOff: (name: string) => `عطّل ${name} الرسائل المختفية`,
  youTurnedOn: (duration: Duration) => `ضبطت الرسائل لتختفي بعد ${after(duration)} من إرسالها`,
  youTurnedOff: 'عطّلت الرسائل المختفية',
  mark: (moment: string) => `تختفي في ${moment}`,
  unbegun: 'يبدأ وقتها عند إرسالها',
}
