import { english } from '../../../languages/speech.ts'

const { counted } = english

export const words = {
  openTitle: 'Open this link?',
  openText: 'It leads out of Tidings, to',
  openWhole: 'Whole address',
  open: 'Open link',
  copyAddress: 'Copy address',
  lettersWarning:
    'The name of this site has letters that can be mistaken for others. Open it only if you know it.',
  otherWarning: (host: string) =>
    `The link shows ${host}, but that is not where it leads. Open it only if you know why.`,
  trust: (site: string) => `Don’t ask again for ${site}`,
  title: 'Links',
  note: 'Before a link leads out of Tidings, you are asked and see where to. What is chosen here is for your account on this device alone.',
  none: 'You are asked for every site.',
  sites: (count: number) =>
    counted(count, {
      one: '# site opens without a question',
      other: '# sites open without a question',
    }),
  forget: 'Ask again',
  forgetSite: (site: string) => `Ask again for ${site}`,
  forgetAll: 'Ask again for all',
} as const
