import { ImageResponse } from 'next/og'
import { createElement, type ComponentProps } from 'react'
import { PreviewImage, previewSize } from '#components/preview-image'

const caching = 'public, max-age=0, s-maxage=5, stale-while-revalidate=60, stale-if-error=86400'

/** A picture of a state, for those who show previews of links. */
export function previewAnswer(told: ComponentProps<typeof PreviewImage>): Response {
  return new ImageResponse(createElement(PreviewImage, told), { ...previewSize, headers: { 'Cache-Control': caching } })
}
