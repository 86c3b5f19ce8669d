import { arabic } from '../../../languages/speech.ts'
import type { Translated } from '../../../languages/translated.ts'
import type { words as english } from './en.ts'

const { counted, number } = arabic

export const words: Translated<typeof english> = {
  someone: 'شخص ما',
  you: 'أنت',
  openReaders: 'من يمكنه قراءة هذا',
  onlyYou: 'أنت وحدك تستطيع قراءة هذا',
  onlyTwo: (name: string) => `أنت و${name} وحدكما تستطيعان قراءة هذا`,
  onlyGroup: (count: number) =>
    counted(count, {
      zero: 'لا أحد يستطيع قراءة هذا',
      one: 'شخص واحد هنا يستطيع قراءة هذا',
      two: 'الشخصان هنا وحدهما يستطيعان قراءة هذا',
      few: 'لا يقرأ هذا إلا # أشخاص هنا',
      many: 'لا يقرأ هذا إلا # شخصًا هنا',
      other: 'لا يقرأ هذا إلا # شخص هنا',
    }),
  open: (workspace: string) => `يمكن لأعضاء ${workspace} وللخادم قراءة هذا`,
  verifiedToo: '، تم التحقق',
  sealedText:
    'الرسائل هنا تُختم على هذا الجهاز وتُفتح على الأجهزة المذكورة أدناه. يحملها الخادم ولا يستطيع قراءتها.',
  readers: 'الأشخاص',
  checkedUpTo: (moment: string) => `كاملة حتى ${moment}: لم يترك الخادم شيئًا ولم يغيّر ولم يُدخل.`,
  notChecked: 'لم يُخبر أي جهاز آخر بعد إلى أين وصل، فلو نقصت النهاية لما ظهر ذلك.',
  readsAll: 'يقرأ كل شيء من البداية',
  readsSince: (moment: string) => `يقرأ ما كُتب منذ ${moment}`,
  admin: 'مشرف',
  devices: (count: number) =>
    counted(count, {
      zero: 'لا أجهزة',
      one: 'جهاز واحد',
      two: 'جهازان',
      few: '# أجهزة',
      many: '# جهازًا',
      other: '# جهاز',
    }),
  deviceSince: (name: string, moment: string) => `${name}، منذ ${moment}`,
  noDevices: 'لا جهاز بعد',
  compare: 'مقارنة رقم الأمان',
  compareWith: (name: string) => `مقارنة رقم الأمان مع ${name}`,
  unverify: 'سحب التحقق',
  unverifyOf: (name: string) => `سحب التحقق من ${name}`,
  protection: 'ما يحميه Tidings وما لا يحميه',
  safetyTitle: (name: string) => `رقم الأمان مع ${name}`,
  safetyIntro: (name: string) =>
    `قارن هذه الأرقام بما يراه ${name}: جنبًا إلى جنب، أو في مكالمة تعرف فيها الصوت. لا عبر الرسائل، فهي ما تتحقق منه.`,
  safetyLabel: 'رقم الأمان، 12 مجموعة من 5 أرقام',
  qrLabel: 'رقم الأمان كرمز QR',
  copyNumber: 'نسخ',
  copied: 'نُسخ',
  loading: 'يجري حساب الرقم',
  match: 'متطابقان',
  noMatch: 'غير متطابقين',
  scan: 'المقارنة بصورة أو نص',
  scanText: (name: string) =>
    `إن كان لديك رمز QR الخاص بـ ${name} كصورة، أو الأرقام كنص، فإن Tidings يقارنها عنك.`,
  chooseImage: 'اختيار صورة…',
  pasteLabel: 'ألصق الصورة أو الأرقام هنا',
  compareText: 'مقارنة',
  scanSame: (name: string) => `إنه الرقم نفسه. اضغط «متطابقان» لتعليم ${name} بأنه تم التحقق منه.`,
  noMatchTitle: 'الرقمان مختلفان',
  noMatchText: (name: string) => [
    `قد يكون أحد بينك وبين ${name}، أو أن أحدكما يرى رقمًا أقدم.`,
    'أغلقا هذا في الجهتين، وافتحاه مجددًا، وقارنا مرة أخرى وكلاكما متصل.',
    `إن اختلفا مجددًا فلا تكتب هنا ما لا ينبغي أن يقرأه غيركما. تواصل مع ${name} بطريقة أخرى، وأخبر من يدير خادمك.`,
  ],
  again: 'المقارنة مجددًا',
  done: 'تم',
  verifiedTitle: (name: string) => `تم التحقق من ${name}`,
  verifiedText: (name: string) =>
    `تعرف الآن أن هذا المفتاح لدى ${name} وحده. إن تغيّر يومًا فلن يُرسل شيء حتى تنظر في الأمر.`,
  changedBanner: (name: string) =>
    `تغيّر رقم الأمان مع ${name}. السبب غالبًا هاتف أو حاسوب جديد، أو بداية من الصفر بعد فقدان.`,
  compareAgain: 'المقارنة مجددًا',
  dismiss: 'ليس الآن',
  blockedTitle: (name: string) => `لا يُرسل شيء: تغيّر مفتاح ${name}`,
  blockedText: (name: string) => [
    `كنت قد تحققت من ${name} بمفتاح آخر. قد يكون الجديد له بعد بداية من الصفر، وقد يكون لغيره.`,
    `اسأل ${name} في مكالمة أو وجهًا لوجه. ما بدأت كتابته محفوظ.`,
  ],
  blockedCompare: 'مقارنة',
  blockedAccept: 'إرسال على أي حال، أقبل المفتاح الجديد',
  blockedMore: (count: number) =>
    counted(count, {
      zero: 'لا أحد غيره هنا تغيّر مفتاحه.',
      one: 'شخص آخر هنا تغيّر مفتاحه أيضًا.',
      two: 'شخصان آخران هنا تغيّر مفتاحاهما أيضًا.',
      few: '# أشخاص آخرين هنا تغيّرت مفاتيحهم أيضًا.',
      many: '# شخصًا آخر هنا تغيّرت مفاتيحهم أيضًا.',
      other: '# شخص آخر هنا تغيّرت مفاتيحهم أيضًا.',
    }),
  history: 'ما جرى للأشخاص والأجهزة',
  notLinkedTitle: 'هذا الجهاز غير مرتبط بعد',
  notLinkedText:
    'تُقرأ المحادثات المختومة على الأجهزة التي تحمل مفاتيحك. لا يحمل هذا الجهاز شيئًا منها بعد. لم يضع شيء.',
  notLinkedAction: 'ربط هذا الجهاز',
  arrivingTitle: 'مفاتيح هذه المحادثة في طريقها',
  arrivingText: 'أحدث الرسائل تصل أولًا. ابقَ هنا أو اذهب إلى مكان آخر، فالأمر يستمر من تلقاء نفسه.',
  arrivingProgress: (done: number, total: number) => `الرسائل: ${number(done)} من ${number(total)}`,
  beforeTitle: 'ما كُتب قبل مجيئك مغلق أمامك',
  beforeText: (moment: string) =>
    `أُضفت في ${moment}. الرسائل الأقدم خُتمت لمن كانوا هنا حينها. اسأل أحدهم إن احتجت إلى شيء منها.`,
  keyBlockedTitle: (name: string) => `يلزم البت في مفتاح ${name} أولًا`,
  keyBlockedText: (name: string) =>
    `كان ${name} متحقَّقًا منه وله الآن مفتاح آخر. إلى أن تقارنه أو تقبله، لا يأخذ هذا الجهاز شيئًا خُتم به.`,
  damagedTitle: (count: number) =>
    counted(count, {
      zero: 'لا رسائل تالفة هنا',
      one: 'رسالة واحدة هنا تالفة',
      two: 'رسالتان هنا تالفتان',
      few: '# رسائل هنا تالفة',
      many: '# رسالة هنا تالفة',
      other: '# رسالة هنا تالفة',
    }),
  damagedText: 'لا تطابق ختم من كتبها، فتُركت. كل ما عداها ظاهر. يستطيع من كتبها إرسالها مجددًا.',
  withheldTitle: 'يحجب الخادم رسائل',
  withheldText: (moment: string) =>
    `أخبر آخرون عن رسائل كُتبت بعد ${moment} لا يسلّمها الخادم. يواصل Tidings طلبها. أخبر من يدير خادمك إن استمر ذلك.`,
  verification: {
    self: 'أنت',
    unverified: 'لم يتم التحقق',
    verified: 'تم التحقق',
    changed: 'مفتاح جديد، لم يتم التحقق',
    distrusted: 'تم التحقق بمفتاح آخر',
  },
  failures: {
    locked: 'هذا الملف الشخصي مقفل. أعد التحميل وافتحه بكلمة مرورك.',
    'no-keys': 'مفاتيح هذا الشخص ليست على هذا الجهاز بعد. تصل حين يمكن الوصول إلى الخادم.',
    moved: 'تغيّر الرقم وأنت تنظر إليه. أغلق هذا وافتحه مجددًا.',
    notKept: (detail: string) => `تعذّر حفظه على هذا الجهاز. حاول مجددًا. (${detail})`,
    noCode: 'لا رقم أمان فيه: 60 رقمًا، أو رمز QR الذي يعرضه Tidings. جرّب صورة أوضح.',
    otherPerson: (name: string) => `هذا رقم أمان شخص آخر. اطلب من ${name} فتح الرقم الذي معك.`,
  },
  claims: {
    intro:
      'هذا عن المحادثات المختومة: الرسائل المباشرة والمجموعات والقنوات الخاصة ذات القفل التي أُنشئت مختومة والملاحظات لنفسك. كل القنوات الأخرى يستطيع الخادم قراءتها.',
    protectsTitle: 'ما هو محمي',
    protects: [
      ['المحتوى', 'لا يستطيع الخادم قراءة الرسائل المختومة ولا تزويرها.'],
      ['الكتّاب', 'لا يستطيع الأعضاء الكتابة باسم بعضهم.'],
      ['بعد الإخراج', 'من أُخرج، شخصًا كان أو جهازًا، لا يقرأ شيئًا مما يُكتب بعدها.'],
      [
        'بعد الاختراق',
        'إن نسخ أحد مفاتيح جهاز، فلا قيمة لتلك النسخة منذ أول تغيير للمفاتيح يستخدم مفتاحًا أُنشئ بعد الاختراق. تتغيّر المفاتيح حين يأتي أشخاص أو أجهزة أو يذهبون، وكل 7 أيام على الأقل يكتب فيها أحد.',
      ],
      ['الاكتمال', 'كل رسالة تذكر ما كان كاتبها قد رآه. فإن ترك الخادم رسالة أو كررها أو نقلها لوحظ ذلك.'],
    ],
    limitsTitle: 'ما ليس محميًا',
    limits: [
      [
        'ما على الجهاز',
        'يُحفظ السجل لتقرأه وتبحث فيه. من يفتح قفل أحد الأجهزة يقرأ ما يستطيع ذلك الجهاز عرضه. لا سرية أمامية للسجل المخزن.',
      ],
      ['الإثبات', 'الرسائل موقّعة. يستطيع عضو أن يُري غيره أنك كتبت رسالة: ولا يمكنك إنكارها بعدها.'],
      ['من ومتى', 'ما زال الخادم يرى من في المحادثة، ومتى يُكتب شيء، وكم تقريبًا.'],
      ['الأعضاء', 'من يحق له قراءة رسالة يستطيع نسخها أو تصويرها أو الاحتفاظ بها بعد حذفك إياها.'],
      [
        'أول لقاء',
        'يُعدّ المفتاح مفتاح الشخص حين يُرى أول مرة. مقارنة أرقام الأمان وحدها تُظهر أن لا أحد كان بينكما.',
      ],
    ],
  },
  events: {
    deviceAdded: (name: string, device: string) => `ربط ${name} جهازًا جديدًا: ${device}`,
    deviceRemoved: (name: string, device: string) => `أزال ${name} جهازًا: ${device}`,
    keyChanged: (name: string) => `تغيّر رقم الأمان مع ${name}`,
    recovered: (name: string, device: string) => `عاد ${name} برمز استعادة، على جهاز جديد: ${device}`,
    reset: (name: string) => `بدأ ${name} من الصفر بمفتاح جديد`,
    added: (by: string, name: string) => `أضاف ${by} ${name}`,
    removed: (by: string, name: string) => `أخرج ${by} ${name}`,
    left: (name: string) => `غادر ${name}`,
    madeAdmin: (by: string, name: string) => `عيّن ${by} ${name} مشرفًا`,
  },
  ownEvents: {
    deviceAdded: (device: string) => `ربطت جهازًا جديدًا: ${device}`,
    deviceRemoved: (device: string) => `أزلت جهازًا: ${device}`,
    keyChanged: 'تغيّر رقم أمانك',
    recovered: (device: string) => `عدت برمز استعادة، على جهاز جديد: ${device}`,
    reset: 'بدأت من الصفر بمفتاح جديد',
    left: 'غادرت',
    youAdded: (name: string) => `أضفت ${name}`,
    addedYou: (by: string) => `أضافك ${by}`,
    youRemoved: (name: string) => `أخرجت ${name}`,
    removedYou: (by: string) => `أخرجك ${by}`,
    youMadeAdmin: (name: string) => `عيّنت ${name} مشرفًا`,
    madeYouAdmin: (by: string) => `عيّنك ${by} مشرفًا`,
  },
}
