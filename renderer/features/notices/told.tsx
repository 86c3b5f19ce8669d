/** What banners say that hardly ever show: a late part. */
import type { JSX } from 'react'
import type { Notice } from '../../../core/engine/engine.ts'
import type { StoreTrouble } from '../../../core/engine/store-trouble.ts'
import { noticeText, storeTroubleText } from './words.ts'

export const NoticeText = ({ notice }: { readonly notice: Notice }): JSX.Element => <>{noticeText(notice)}</>

export const TroubleText = ({ trouble }: { readonly trouble: StoreTrouble }): JSX.Element => (
  <>{storeTroubleText(trouble)}</>
)
