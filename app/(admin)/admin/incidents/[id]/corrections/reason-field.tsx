'use client'

import { TextField } from '../../../../parts/forms/fields.tsx'

/** Why something is corrected; customers read it. */
export function ReasonField({ example }: { example: string }) {
  return (
    <TextField
      name="reason"
      label="Why? It goes on after “because”"
      hint={`Customers read it: “because ${example}.”`}
      autoComplete="off"
    />
  )
}
