'use client'

import { useId, useRef, useState, type RefObject } from 'react'
import { buttonLook } from '../parts/forms/button.tsx'
import { copyField } from '../parts/forms/copy-field.ts'
import { Disclosure } from '../parts/forms/disclosure.tsx'
import { useHasScripts } from '../parts/forms/has-scripts.ts'
import type { CopyableText } from './copyable-text.ts'

/** The approved text to select, and with scripts to copy with one button, as plain text or as Markdown. */
export function CopyText({ plain, markdown }: CopyableText) {
  const plainText = useRef<HTMLTextAreaElement>(null)
  const markdownText = useRef<HTMLTextAreaElement>(null)
  const [said, setSaid] = useState('')
  const hasScripts = useHasScripts()

  async function copy(area: RefObject<HTMLTextAreaElement | null>, words: string): Promise<void> {
    setSaid(
      (await copyField(area.current)) ? `Copied as ${words}.` : 'The text is selected: press Ctrl+C or ⌘C to copy it.',
    )
  }

  return (
    <>
      <p className="mt-1 text-note text-muted">The newest published words, with the link. Nothing else is approved.</p>
      <TextToCopy area={plainText} label="As plain text" text={plain} />
      <Disclosure summary="As Markdown" isOpen={false} className="mt-1">
        <TextToCopy area={markdownText} label="As Markdown" text={markdown} isLabelHidden />
      </Disclosure>
      {hasScripts && (
        <p className="mt-3 flex flex-wrap gap-3">
          <button type="button" className={buttonLook.primary} onClick={() => void copy(plainText, 'plain text')}>
            Copy as plain text
          </button>
          <button type="button" className={buttonLook.plain} onClick={() => void copy(markdownText, 'Markdown')}>
            Copy as Markdown
          </button>
        </p>
      )}
      <p role="status" className="mt-2 text-note">
        {said}
      </p>
    </>
  )
}

interface TextToCopyProps {
  area: RefObject<HTMLTextAreaElement | null>
  label: string
  text: string
  isLabelHidden?: boolean
}

const charactersOfLine = 84

function TextToCopy({ area, label, text, isLabelHidden = false }: TextToCopyProps) {
  const id = useId()
  const rows = text
    .split('\n')
    .reduce((count, line) => count + Math.max(1, Math.ceil(line.length / charactersOfLine)), 0)
  return (
    <>
      <label htmlFor={id} className={isLabelHidden ? 'sr-only' : 'mt-3 block text-note text-muted'}>
        {label}
      </label>
      <textarea
        ref={area}
        id={id}
        readOnly
        rows={Math.min(rows, 14)}
        value={text}
        className="mt-1 block w-full rounded-control border border-line bg-page px-3 py-2.5 text-text"
      />
    </>
  )
}
