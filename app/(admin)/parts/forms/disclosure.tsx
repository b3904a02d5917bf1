import type { ReactNode } from 'react'

interface DisclosureProps {
  summary: string
  /** Where several on a page have the same summary. */
  label?: string
  /** Open from the start, as where a form in it has something to say. */
  isOpen: boolean
  className?: string
  children: ReactNode
}

/** What is not always needed, behind its name. */
export function Disclosure({ summary, label, isOpen, className = '', children }: DisclosureProps) {
  return (
    <details open={isOpen} className={className}>
      <summary className="min-h-11 cursor-pointer py-2.5 font-semibold" {...(label ? { 'aria-label': label } : {})}>
        {summary}
      </summary>
      {children}
    </details>
  )
}
