import { ImageResponse } from 'next/og'
import { createElement, type ComponentProps } from 'react'
import { PreviewImage, previewSize } from '#components/pictures/preview-image'
import { documentHeaders } from './public-document.ts'

/** A picture of a state, for those who show previews of links. */
export function previewAnswer(told: ComponentProps<typeof PreviewImage>): Response {
  return new ImageResponse(createElement(PreviewImage, told), {
    ...previewSize,
    headers: documentHeaders(),
  })
}
