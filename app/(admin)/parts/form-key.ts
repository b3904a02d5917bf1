'use client'

import { useId, useState } from 'react'
import { useFrame } from './frame.tsx'

/**
 * The key under which what a form says is done once, however often it is sent. The first is the
 * server's, so that it is there without scripts; `renew` makes the next one when it is used up.
 */
export function useFormKey(): { key: string; renew: () => void } {
  const { seed } = useFrame()
  const place = useId()
  const [key, setKey] = useState(seed === '' ? '' : `${seed}${place}`)
  return { key, renew: () => setKey(randomKey()) }
}

const keyBytes = 16

/** `crypto.randomUUID` is there on https only, and a desk may be opened on http. */
function randomKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(keyBytes))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
