import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type News,
  type Peace,
  shouldNotify,
} from '../../../../../renderer/features/notifications/should-notify.ts'

const news: fc.Arbitrary<News> = fc.record({
  isDirect: fc.boolean(),
  level: fc.constantFrom('all', 'mentions', 'none'),
  isOwn: fc.boolean(),
  isMention: fc.boolean(),
  isReply: fc.boolean(),
  isFollowed: fc.boolean(),
  isInView: fc.boolean(),
})
const peace: fc.Arbitrary<Peace> = fc.record({
  isOn: fc.boolean(),
  isQuiet: fc.boolean(),
  isBusy: fc.boolean(),
})
const open: Peace = { isOn: true, isQuiet: false, isBusy: false }
const plain: News = {
  isDirect: false,
  level: 'all',
  isOwn: false,
  isMention: false,
  isReply: false,
  isFollowed: false,
  isInView: false,
}

test('[NT1] nothing of one’s own, nothing in view, nothing of muted conversations, whatever else holds', () => {
  const silenced = fc.constantFrom<Partial<News>>({ isOwn: true }, { isInView: true }, { level: 'none' })
  fc.assert(
    fc.property(news, peace, silenced, (each, wanted, why) => {
      expect(shouldNotify({ ...each, ...why }, wanted)).toBe(false)
    }),
  )
})

test('[NT2] nothing while notifications are off, or the person is busy or not to be disturbed', () => {
  const silenced = fc.constantFrom<Partial<Peace>>({ isOn: false }, { isQuiet: true }, { isBusy: true })
  fc.assert(
    fc.property(news, peace, silenced, (each, wanted, why) => {
      expect(shouldNotify(each, { ...wanted, ...why })).toBe(false)
    }),
  )
})

test('[NT3] mentions are told; others at level "all"; mere replies in direct messages and where the thread is followed', () => {
  fc.assert(
    fc.property(news, (each) => {
      const heard = { ...each, isOwn: false, isInView: false }
      if (each.level === 'none') return
      const concerns = each.isDirect || !each.isReply || each.isFollowed
      expect(shouldNotify(heard, open)).toBe(each.isMention || (each.level === 'all' && concerns))
    }),
  )
  expect(shouldNotify(plain, open)).toBe(true)
  expect(shouldNotify({ ...plain, isReply: true }, open)).toBe(false)
  expect(shouldNotify({ ...plain, isReply: true, isFollowed: true }, open)).toBe(true)
  expect(shouldNotify({ ...plain, isDirect: true, isReply: true }, open)).toBe(true)
  expect(shouldNotify({ ...plain, level: 'mentions' }, open)).toBe(false)
  expect(shouldNotify({ ...plain, isDirect: true, level: 'mentions' }, open)).toBe(false)
  expect(shouldNotify({ ...plain, level: 'mentions', isMention: true }, open)).toBe(true)
})
